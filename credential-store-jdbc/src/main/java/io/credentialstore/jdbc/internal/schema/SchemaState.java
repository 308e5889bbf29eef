package io.credentialstore.jdbc.internal.schema;

/** What can be done with a database. */
public enum SchemaState {
    /** Nothing is in it yet; a migration that was broken off counts as nothing. */
    EMPTY,
    /** A store with exactly the tables that an earlier version made. */
    OUTDATED,
    /** A store with exactly the tables that this version makes. */
    CURRENT
}
