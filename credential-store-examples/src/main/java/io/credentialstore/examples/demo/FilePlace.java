package io.credentialstore.examples.demo;

import io.credentialstore.CredentialStoreBuilder;
import io.credentialstore.jdbc.SqliteCredentialStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** One SQLite file. */
record FilePlace(Path file) implements Place {
    static final String NAME = "credentials.db";

    /** What an earlier run left there is removed. */
    static FilePlace in(Path folder) throws IOException {
        FilePlace place = new FilePlace(Files.createDirectories(folder).resolve(NAME));
        for (Path left : place.siblings()) {
            Files.delete(left);
        }
        return place;
    }

    @Override
    public CredentialStoreBuilder builder() {
        return SqliteCredentialStore.builder(file);
    }

    @Override
    public void introduce(Steps steps) throws IOException {
        steps.narrator().say("The store is one SQLite file, " + file + ". There is no server.");
        steps.check("the file was created", Files.exists(file));
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
            steps.equal("only its owner may read it (mode 0600)", mode, "rw-------");
        }
    }

    @Override
    public Path folder() {
        return file.resolveSibling("");
    }

    @Override
    public List<Path> remains(Steps steps) throws IOException {
        List<Path> files = siblings();
        steps.check("the database is among the files", files.contains(file));
        steps.equal("only the database is left, checkpointed", files.size(), 1);
        return files;
    }

    /** The file itself, and whatever else bears its name. */
    private List<Path> siblings() throws IOException {
        try (Stream<Path> all = Files.list(folder())) {
            return all.filter(path -> path.getFileName().toString().startsWith(NAME))
                    .map(path -> file.resolveSibling(path.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public String invitation() {
        return "sqlite3 " + file.toAbsolutePath() + " 'SELECT name, service, environment, status FROM credentials'";
    }

    @Override
    public void close() {
        // a file needs nobody
    }
}
