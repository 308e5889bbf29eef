package io.credentialstore.jdbc;

import io.credentialstore.spi.Storage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Another process with the same store open. Its {@link #main} does what the test asks and says when it has. */
final class Child {
    private final Process process;
    private final BufferedReader output;

    private Child(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    static Child start(String task, String store, Object... more) throws IOException {
        return new Child(new ProcessBuilder(command(task, store, more))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    static Child inShell(String before, String task, String store) throws IOException {
        String java =
                command(task, store).stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        return new Child(new ProcessBuilder("sh", "-c", before + "; exec " + java)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    private static List<String> command(String task, String store, Object... more) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "--enable-native-access=ALL-UNNAMED",
                Child.class.getName(),
                task,
                store));
        for (Object word : more) {
            command.add(word.toString());
        }
        return command;
    }

    /** Waits for what it says next. */
    @Nullable
    String line() throws IOException {
        return output.readLine();
    }

    /** Tells it to go on. */
    void go() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    int end() throws InterruptedException {
        return process.waitFor();
    }

    /** SIGKILL: nothing of it runs any more. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public static void main(String[] arguments) throws IOException {
        try (Storage storage = Database.open(arguments[1], Duration.ofSeconds(30))) {
            switch (arguments[0]) {
                case "open" -> say("open");
                case "modes" ->
                    say(storage.write(tx -> {
                        tx.state().insert(Rows.state(1));
                        return modes(Path.of(arguments[1]));
                    }));
                case "append" -> append(storage, Integer.parseInt(arguments[2]));
                case "hold" ->
                    storage.write(tx -> {
                        tx.state().insert(Rows.state(1));
                        tx.audit().append(Rows.entry(1_000));
                        say("holding");
                        hear();
                        return true;
                    });
                default -> throw new IllegalArgumentException(arguments[0]);
            }
        }
    }

    private static void append(Storage storage, int count) {
        say("ready");
        hear();
        for (int i = 0; i < count; i++) {
            storage.write(tx -> {
                TwoProcessesTest.appendNext(tx);
                return true;
            });
        }
    }

    private static String modes(Path store) {
        try (Stream<Path> files = Files.list(store.getParent())) {
            return files.sorted().map(Child::mode).collect(Collectors.joining(", "));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String mode(Path file) {
        try {
            return file.getFileName() + " " + PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void say(String line) {
        System.out.println(line);
    }

    private static void hear() {
        try {
            new InputStreamReader(System.in, StandardCharsets.UTF_8).read();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
