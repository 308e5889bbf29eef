package io.credentialstore.benchmarks.nodes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PostgreSQL's own benchmark program, where the machine has it: the same statements from a program in C. Stateless. */
final class Pgbench {
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

    private Pgbench() {}

    /** Transactions per second; not a number where there is no such program. */
    static double measure(Server server, Sql sql, int clients, Duration time, Path folder)
            throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve(sql + ".sql"), sql.script());
        Process pgbench;
        try {
            pgbench = new ProcessBuilder(command(server, script, clients, time))
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException absent) {
            return Double.NaN;
        }
        String said = new String(pgbench.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher rate = RATE.matcher(said);
        if (pgbench.waitFor() != 0 || !rate.find()) {
            throw new IOException("pgbench failed: " + said);
        }
        return Double.parseDouble(rate.group(1));
    }

    private static List<String> command(Server server, Path script, int clients, Duration time) {
        return List.of(
                "pgbench",
                "--no-vacuum",
                "--protocol=prepared",
                "--host=localhost",
                "--port=" + server.port(),
                "--username=postgres",
                "--client=" + clients,
                "--time=" + Math.max(1, time.toSeconds()),
                "--file=" + script,
                "postgres");
    }
}
