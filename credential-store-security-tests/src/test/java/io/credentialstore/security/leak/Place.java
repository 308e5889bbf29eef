package io.credentialstore.security.leak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where secrets are looked for. The searched process gathers what each place holds in a folder of that name. */
enum Place {
    /** Every logger of the process at its most talkative, with arguments, context and throwables. */
    LOGS,
    /** Standard output and standard error. */
    CONSOLE,
    /** Messages, causes, suppressed exceptions, stack traces and properties of everything that was thrown. */
    EXCEPTIONS,
    /** What objects of the API, and whatever their accessors return, say of themselves. */
    PRINTED,
    /** The same objects under JSON mappers that read properties, and that read fields. */
    JSON,
    /** The same objects under Java serialization. */
    SERIALIZED,
    /** Names and stacks of all threads. */
    THREADS,
    /** Every attribute of every MBean. */
    MBEANS,
    /** The system properties. */
    PROPERTIES,
    /** A flight recording with all the events that a profile has. */
    RECORDING,
    /** The database file, its write-ahead log and shared memory, while open and after. */
    DATABASE,
    /** Copies of the database, by the file system and by SQLite. */
    BACKUP,
    /** All files of a server of PostgreSQL after its end: tables, write-ahead log, and a log of every statement. */
    SERVER,
    /** The folder for temporary files. */
    TEMPORARY_FILES,
    /** Every object that can still be reached after the store was closed. */
    HEAP;

    Path folder(Path root) {
        try {
            return Files.createDirectories(root.resolve("places").resolve(name()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds to a file of this place. */
    void append(Path root, String file, byte[] bytes) {
        try {
            Files.write(folder(root).resolve(file), bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a line to a file of this place. */
    void append(Path root, String file, String line) {
        append(root, file, (line + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
