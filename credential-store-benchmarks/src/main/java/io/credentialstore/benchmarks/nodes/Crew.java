package io.credentialstore.benchmarks.nodes;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Nodes that work at the same time. Not thread-safe. */
final class Crew implements AutoCloseable {
    private record Member(Process process, BufferedReader output) {}

    private final List<Member> members = new ArrayList<>();

    /**
     * Starts them and waits until all are at work.
     *
     * @param server whom they work against
     * @param work as {@link Node} names it
     * @param nodes how many
     * @param callers of each
     */
    Crew(Server server, String work, int nodes, int callers) throws IOException {
        for (int i = 0; i < nodes; i++) {
            Process process = process(server, work, callers).start();
            members.add(new Member(process, process.inputReader(StandardCharsets.UTF_8)));
        }
        for (Member member : members) {
            if (!"ready".equals(member.output().readLine())) {
                throw new IOException("A node ended before it began");
            }
        }
    }

    private static ProcessBuilder process(Server server, String work, int callers) {
        ProcessBuilder node = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-classpath",
                System.getProperty("java.class.path"),
                Node.class.getName(),
                work,
                server.url(),
                server.credential(),
                Integer.toString(callers));
        server.giveKeyTo(node);
        return node.redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    /** Calls per second of all of them together; they end with it. */
    double measure(Duration warming, Duration time) throws IOException, InterruptedException {
        TimeUnit.NANOSECONDS.sleep(warming.toNanos());
        tellAll();
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
        tellAll();
        double rate = 0;
        for (Member member : members) {
            rate += Double.parseDouble(member.output().readLine());
            member.process().waitFor();
        }
        return rate;
    }

    private void tellAll() throws IOException {
        for (Member member : members) {
            member.process().getOutputStream().write('\n');
            member.process().getOutputStream().flush();
        }
    }

    /** After a measurement they have ended by themselves. */
    @Override
    public void close() {
        members.forEach(member -> member.process().destroyForcibly());
    }
}
