package io.credentialstore.spi;

import java.util.Comparator;

/**
 * Who tried to retrieve what. Pairs have the order of their columns.
 *
 * @param credentialId the credential, or {@link #NO_CREDENTIAL}
 * @param entityType the entity's type
 * @param entityId the entity's id
 */
public record AccessPair(String credentialId, String entityType, String entityId) implements Comparable<AccessPair> {
    /** Stands for the credential of tries that named none which exists. No id looks like it. */
    public static final String NO_CREDENTIAL = "-";

    /** Precedes every pair. */
    public static final AccessPair FIRST = new AccessPair("", "", "");

    private static final Comparator<AccessPair> ORDER = Comparator.comparing(AccessPair::credentialId)
            .thenComparing(AccessPair::entityType)
            .thenComparing(AccessPair::entityId);

    @Override
    public int compareTo(AccessPair other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return credentialId + "/" + entityType + "/" + entityId;
    }
}
