package io.credentialstore.security.history;

import java.util.HashSet;
import java.util.Set;

/** What one credential must do when its calls come one after the other. Not thread-safe. */
final class Model {
    /** The value that a credential begins with. */
    static final String FIRST = "first";

    private final Set<String> granted = new HashSet<>();
    private String value = FIRST;
    private int version = 1;
    private boolean revoked;

    /** The outcome of the next call: as the caller must see it, apart from which failure it is. */
    String apply(Call call) {
        return switch (call.kind()) {
            case RETRIEVE -> !revoked && granted.contains(call.entity()) ? value : "!";
            case GRANT -> revoked ? "!" : grant(call.entity());
            case REVOKE_ACCESS -> withdraw(call.entity());
            case ROTATE -> revoked ? "!" : rotate(call.id());
            case REVOKE -> revoked ? "!" : revoke();
        };
    }

    private String grant(String entity) {
        granted.add(entity);
        return Call.DONE;
    }

    private String withdraw(String entity) {
        granted.remove(entity);
        return Call.DONE;
    }

    /** Each rotation stores its own id. */
    private String rotate(String id) {
        value = id;
        version++;
        return Call.DONE;
    }

    private String revoke() {
        revoked = true;
        return Call.DONE;
    }

    int version() {
        return version;
    }
}
