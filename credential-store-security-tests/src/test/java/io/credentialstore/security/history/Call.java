package io.credentialstore.security.history;

import java.util.List;

/**
 * One call as its caller saw it.
 *
 * @param id unique; the trail names it as the user
 * @param kind what was called
 * @param credential what it was about
 * @param entity whose access it used or changed
 * @param began before it was called, on a clock that all processes of a machine share
 * @param ended after it returned
 * @param outcome the value that was retrieved, {@code done}, or {@code !} and the code of the failure
 */
record Call(String id, Kind kind, String credential, String entity, long began, long ended, String outcome) {
    /** The outcome of a change. */
    static final String DONE = "done";

    /** The storage failed before anything was decided: nothing was changed, and nothing recorded. */
    private static final List<String> UNDECIDED = List.of("!STORE_BUSY", "!STORAGE_FAILURE");

    /** What can be called. */
    enum Kind {
        RETRIEVE,
        GRANT,
        REVOKE_ACCESS,
        ROTATE,
        REVOKE
    }

    boolean succeeded() {
        return !outcome.startsWith("!");
    }

    /** Whether the trail must have it: nothing that was released or changed may be missing. */
    boolean isDecided() {
        return !UNDECIDED.contains(outcome);
    }

    String toLine() {
        return String.join("\t", id, kind.name(), credential, entity, began + "", ended + "", outcome);
    }

    static Call ofLine(String line) {
        String[] part = line.split("\t", -1);
        return new Call(
                part[0],
                Kind.valueOf(part[1]),
                part[2],
                part[3],
                Long.parseLong(part[4]),
                Long.parseLong(part[5]),
                part[6]);
    }
}
