package io.credentialstore.security.tamper;

import java.util.EnumSet;
import java.util.Set;

/** The written list of changes that nobody needs to notice, each with the reason why. */
enum Harmless {
    WHEN_MIGRATED("installed_on", "says when the tables were made; nothing is decided by it, and no answer shows it"),
    WHO_MIGRATED(
            "installed_by", "says which database user made the tables; SQLite has none, and Flyway leaves it empty"),
    HOW_LONG_MIGRATED("execution_time", "says how long making the tables took; nothing is decided by it");

    private static final Set<Harmless> MET = EnumSet.noneOf(Harmless.class);

    private final String place;
    private final String reason;

    Harmless(String place, String reason) {
        this.place = place;
        this.reason = reason;
    }

    /** Whether a change that was not noticed is on the list. */
    static boolean holds(Mutation mutation) {
        for (Harmless entry : values()) {
            if (mutation.table().name().equals("credential_store_schema_history")
                    && mutation.place().equals(entry.place)) {
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
