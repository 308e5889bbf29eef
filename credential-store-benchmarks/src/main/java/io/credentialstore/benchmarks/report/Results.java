package io.credentialstore.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.StreamSupport;

/**
 * What JMH wrote, by subject: for each round the microseconds between two ends of an operation, in each iteration. Rounds
 * are a few minutes apart, and a ratio is only ever made within one, so that a machine that is slower for a while does not
 * look like a slower library. Immutable.
 */
final class Results {
    private final Map<Subject, List<double[]>> rounds = new HashMap<>();

    static Results read(Path json) throws IOException {
        Results results = new Results();
        for (JsonNode run : new ObjectMapper().readTree(json.toFile())) {
            results.rounds
                    .computeIfAbsent(subject(run), subject -> new ArrayList<>())
                    .add(micros(run.get("primaryMetric")));
        }
        return results;
    }

    private static Subject subject(JsonNode run) {
        String name = run.get("benchmark").asText();
        String shortName = name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
        JsonNode params = run.path("params");
        String param = params.path("peer").asText(params.path("shape").asText());
        return new Subject(shortName, param, run.get("threads").asInt());
    }

    private static double[] micros(JsonNode metric) {
        String unit = metric.get("scoreUnit").asText();
        return StreamSupport.stream(metric.get("rawData").spliterator(), false)
                .flatMap(fork -> StreamSupport.stream(fork.spliterator(), false))
                .mapToDouble(JsonNode::asDouble)
                .map(score -> micros(score, unit))
                .toArray();
    }

    private static double micros(double score, String unit) {
        return switch (unit) {
            case "ops/s" -> 1e6 / score;
            case "us/op" -> score;
            case "ms/op" -> score * 1e3;
            default -> throw new IllegalArgumentException(unit);
        };
    }

    /** The values of the only parameter of a benchmark, in order of their length and then by name. */
    Set<String> params(String benchmark) {
        Set<String> params = new TreeSet<>(
                (one, other) -> one.length() == other.length() ? one.compareTo(other) : one.length() - other.length());
        rounds.keySet().stream()
                .filter(subject -> subject.benchmark().equals(benchmark))
                .forEach(subject -> params.add(subject.param()));
        return params;
    }

    /** The numbers of threads with which a benchmark ran. */
    Set<Integer> threads(String benchmark) {
        Set<Integer> threads = new TreeSet<>();
        rounds.keySet().stream()
                .filter(subject -> subject.benchmark().equals(benchmark))
                .forEach(subject -> threads.add(subject.threads()));
        return threads;
    }

    int rounds() {
        return rounds.values().stream().mapToInt(List::size).max().orElse(0);
    }

    private List<double[]> of(Subject subject) {
        List<double[]> found = rounds.get(subject);
        if (found == null) {
            throw new IllegalArgumentException("not measured: " + subject);
        }
        return found;
    }

    /** The median of all iterations of all rounds. */
    double micros(Subject subject) {
        return median(of(subject).stream().flatMapToDouble(DoubleStream::of));
    }

    /** The longest iteration of all. */
    double worstMicros(Subject subject) {
        return of(subject).stream().flatMapToDouble(DoubleStream::of).max().orElseThrow();
    }

    /** One round by itself; what was measured once counts for all of them. */
    Round round(int number) {
        return subject -> {
            List<double[]> all = of(subject);
            return median(DoubleStream.of(all.get(Math.min(number, all.size() - 1))));
        };
    }

    static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The results of one round. */
    @FunctionalInterface
    interface Round {
        double micros(Subject subject);

        default double perSecond(Subject subject) {
            return 1e6 / micros(subject);
        }

        default double ratio(Subject ours, Subject limit) {
            return micros(ours) / micros(limit);
        }
    }
}
