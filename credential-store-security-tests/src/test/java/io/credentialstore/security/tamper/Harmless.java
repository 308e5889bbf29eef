package io.credentialstore.security.tamper;

import java.util.EnumSet;
import java.util.Set;

/** The written list of changes that nobody needs to notice, each with the reason why. */
enum Harmless {
    WHEN_MIGRATED(
            "credential_store_schema_history",
            "installed_on",
            "",
            "says when the tables were made; nothing is decided by it, and no answer shows it"),
    WHO_MIGRATED(
            "credential_store_schema_history",
            "installed_by",
            "",
            "says which database user made the tables; SQLite has none, and Flyway leaves it empty"),
    HOW_LONG_MIGRATED(
            "credential_store_schema_history",
            "execution_time",
            "",
            "says how long making the tables took; nothing is decided by it"),
    TOTAL_IN_WORDS(
            "credential_access_counts",
            "total",
            "retype",
            "the next retrieval adds to it, and what comes out is a number again"),
    FAILED_IN_WORDS("credential_access_counts", "failed", "retype", "the same");

    private static final Set<Harmless> MET = EnumSet.noneOf(Harmless.class);

    private final String table;
    private final String place;
    private final String kind;
    private final String reason;

    Harmless(String table, String place, String kind, String reason) {
        this.table = table;
        this.place = place;
        this.kind = kind;
        this.reason = reason;
    }

    /** Whether a change that was not noticed is on the list. */
    static boolean holds(Mutation mutation) {
        for (Harmless entry : values()) {
            if (mutation.table().name().equals(entry.table)
                    && mutation.place().equals(entry.place)
                    && mutation.kind().startsWith(entry.kind)) {
                MET.add(entry);
                return true;
            }
        }
        return false;
    }

    /** Entries that no change has met, and so have no business on the list. */
    static Set<Harmless> unmet() {
        return EnumSet.complementOf(EnumSet.copyOf(MET));
    }

    @Override
    public String toString() {
        return place + ": " + reason;
    }
}
