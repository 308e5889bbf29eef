package io.credentialstore.audit;

import io.credentialstore.error.InvalidInputException;
import io.credentialstore.internal.check.Checks;
import java.util.regex.Pattern;

/**
 * What was done, as a verb. The store's own actions are the constants; a host's entries start with {@code host.} so that
 * they cannot pass for the store's.
 *
 * @param code 1 to 64 lower-case ASCII letters, digits, dot, underscore or hyphen
 */
public record AuditAction(String code) {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_.-]{0,63}");
    private static final String HOST = "host.";

    /** The store was created. */
    public static final AuditAction CREATE_STORE = new AuditAction("create_store");
    /** A credential was stored. */
    public static final AuditAction STORE = new AuditAction("store");
    /** A value was released, or refused. */
    public static final AuditAction RETRIEVE = new AuditAction("retrieve");
    /** A value was replaced. */
    public static final AuditAction ROTATE = new AuditAction("rotate");
    /** Metadata or expiry was changed. */
    public static final AuditAction UPDATE = new AuditAction("update");
    /** A credential was withdrawn. */
    public static final AuditAction REVOKE = new AuditAction("revoke");
    /** A credential was destroyed. */
    public static final AuditAction DELETE = new AuditAction("delete");
    /** A grant was made or changed. */
    public static final AuditAction GRANT_ACCESS = new AuditAction("grant_access");
    /** A grant was withdrawn. */
    public static final AuditAction REVOKE_ACCESS = new AuditAction("revoke_access");
    /** A caller was found to lack access. */
    public static final AuditAction ASSERT_ACCESS = new AuditAction("assert_access");
    /** A master key was added. */
    public static final AuditAction ADD_MASTER_KEY = new AuditAction("add_master_key");
    /** A master key was removed. */
    public static final AuditAction REMOVE_MASTER_KEY = new AuditAction("remove_master_key");
    /** All master keys were replaced by one. */
    public static final AuditAction ROTATE_MASTER_KEY = new AuditAction("rotate_master_key");

    /** The oldest entries were given up for removal, after they had been exported. */
    public static final AuditAction PRUNE = new AuditAction("prune");

    /** The store was given up for a copy in another storage; behind this entry it takes no other. */
    public static final AuditAction MOVE_OUT = new AuditAction("move_out");
    /** A copy was found complete, and is the store from here on. */
    public static final AuditAction MOVE_IN = new AuditAction("move_in");

    /**
     * Checks the form.
     *
     * @throws InvalidInputException when the code is not of the form above
     */
    public AuditAction {
        if (!FORM.matcher(Checks.notNull("action", code)).matches()) {
            throw new InvalidInputException(
                    "action", "must be 1 to 64 of a-z, 0-9, '.', '_' and '-', starting with a letter");
        }
    }

    /**
     * An action of the host's own.
     *
     * @param verb what was done, such as {@code payment_sent}
     * @return the action, whose code is {@code host.} and the verb
     * @throws InvalidInputException when the verb is not of the form of a code, or too long
     */
    public static AuditAction host(String verb) {
        return new AuditAction(HOST + new AuditAction(verb).code());
    }

    /**
     * Whether a host wrote it.
     *
     * @return true when the code starts with {@code host.}
     */
    public boolean isHost() {
        return code.startsWith(HOST);
    }

    @Override
    public String toString() {
        return code;
    }
}
