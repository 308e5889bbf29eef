package io.credentialstore.security.tamper;

import java.util.Arrays;
import java.util.Optional;

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
            "says which database user made the tables, and SQLite has none; nothing is decided by it"),
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

    /** The entry that a change falls under, if there is one. */
    static Optional<Harmless> of(Mutation mutation) {
        return Arrays.stream(values())
                .filter(entry -> mutation.table().name().equals(entry.table)
                        && mutation.place().equals(entry.place)
                        && mutation.kind().startsWith(entry.kind))
                .findFirst();
    }

    @Override
    public String toString() {
        return place + ": " + reason;
    }
}
