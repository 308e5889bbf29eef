package io.credentialstore.examples;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a main class as a user would: a process of its own, with an environment and a folder of its own. */
public final class ChildJvm {
    private static final long PATIENCE_SECONDS = 180;

    private ChildJvm() {}

    /**
     * How it ended.
     *
     * @param exitCode the process's exit code
     * @param output what it printed, standard error included
     */
    public record Result(int exitCode, String output) {}

    /** Runs it to its end; of this process's environment it sees nothing that concerns the store. */
    public static Result run(Class<?> main, Path folder, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-classpath",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.contains("ENCRYPTION_KEY") || name.contains("CREDENTIAL"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(main.getName() + " did not end: " + Files.readString(output));
        }
        return new Result(process.exitValue(), Files.readString(output, Charset.defaultCharset()));
    }
}
