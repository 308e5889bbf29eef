package io.credentialstore.security.leak;

import java.util.stream.Stream;

/** A leak that is made on purpose, each with a text of its own: a search that does not find it proves nothing. */
enum Control {
    LOG_MESSAGE(Place.LOGS),
    LOG_ARGUMENT(Place.LOGS),
    LOG_CONTEXT(Place.LOGS),
    LOG_SUPPRESSED(Place.LOGS),
    JAVA_UTIL_LOGGING(Place.LOGS),
    STANDARD_OUTPUT(Place.CONSOLE),
    STANDARD_ERROR(Place.CONSOLE),
    EXCEPTION_MESSAGE(Place.EXCEPTIONS),
    EXCEPTION_CAUSE(Place.EXCEPTIONS),
    EXCEPTION_SUPPRESSED(Place.EXCEPTIONS),
    TO_STRING(Place.PRINTED),
    JSON_PROPERTY(Place.JSON),
    JSON_FIELD(Place.JSON),
    SERIALIZED_FIELD(Place.SERIALIZED),
    THREAD_NAME(Place.THREADS),
    MBEAN_ATTRIBUTE(Place.MBEANS),
    SYSTEM_PROPERTY(Place.PROPERTIES),
    /** Not even read by the process: an environment is in each recording, so a key does not belong there. */
    ENVIRONMENT_VARIABLE(Place.RECORDING),
    METADATA(Place.DATABASE),
    METADATA_COPIED(Place.BACKUP),
    METADATA_VACUUMED(Place.BACKUP),
    METADATA_ON_SERVER(Place.SERVER),
    STATEMENT_ON_SERVER(Place.SERVER),
    TEMPORARY_FILE(Place.TEMPORARY_FILES),
    HEAP_STRING(Place.HEAP),
    HEAP_CHARACTERS(Place.HEAP),
    HEAP_BYTES(Place.HEAP);

    private final Place place;

    Control(Place place) {
        this.place = place;
    }

    /** Where it must be found. */
    Place place() {
        return place;
    }

    /** Whether a text of this label is meant to leak. */
    static boolean isNamed(String label) {
        return Stream.of(values()).anyMatch(control -> control.name().equals(label));
    }
}
