package io.credentialstore.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What is measured, and how long.
 *
 * @param shapes sizes of the stores that have to be there, as {@link GrownStore} names them
 * @param once what is measured once
 * @param repeated what is measured in each round
 * @param limit no round begins that would end later
 * @param profiled how long retrievals are looked at with a profiler
 */
record Plan(List<String> shapes, List<Step> once, List<Step> repeated, Duration limit, Duration profiled) {
    private static final List<String> SIZES = List.of("1000x10000", "10000x100000", "100000x1000000");
    private static final String LARGEST = "1000000x10000000";
    private static final List<String> TRAILS = List.of("100x2000", "100x200000");
    private static final Duration PROFILED = Duration.ofSeconds(8);
    private static final List<Integer> CROWDS = List.of(2, 8, 16, 64, 256);

    /** With compiling it takes less than a quarter of an hour. */
    static Plan usual() {
        return of(SIZES, TRAILS, Step.timed(3, 300), Step.shots(20), Duration.ofMinutes(12), PROFILED);
    }

    /** With the largest store too, which takes some ten minutes to make: half an hour. */
    static Plan full() {
        List<String> sizes = new ArrayList<>(SIZES);
        sizes.add(LARGEST);
        return of(sizes, TRAILS, Step.timed(3, 300), Step.shots(20), Duration.ofMinutes(28), PROFILED);
    }

    /** Every benchmark once, within seconds: whether it runs at all. */
    static Plan quick() {
        List<String> tiny = List.of("20x40", "20x80");
        return of(tiny, tiny, Step.untimed(), Step.untimed(), Duration.ZERO, Duration.ZERO);
    }

    private static Plan of(
            List<String> sizes, List<String> trails, Step timed, Step shots, Duration limit, Duration profiled) {
        List<Step> repeated = new ArrayList<>();
        repeated.add(timed.of("\\.(Raw|Cipher|Change)Benchmark"));
        Step retrieving = timed.warmedLong();
        repeated.add(retrieving.of("\\.RetrieveBenchmark"));
        CROWDS.forEach(threads ->
                repeated.add(retrieving.of("\\.RetrieveBenchmark.retrieve").withThreads(threads)));
        repeated.add(timed.of("RawCrowdBenchmark").withThreads(RawBenchmark.BATCH));
        repeated.add(shots.warmedLong().of("(Open|FirstRetrieve)Benchmark"));
        repeated.add(timed.of("GrowthBenchmark.(hasAccess|first|accessible)").withShapes(sizes));
        repeated.add(retrieving.of("GrowthBenchmark.retrieve").withShapes(sizes)); // last: it adds to the trails
        List<String> ends = List.of(sizes.get(0), sizes.get(sizes.size() - 1));
        List<Step> once = List.of(
                timed.of("PeerBenchmark.(retrieve|store)"),
                shots.of("PeerBenchmark.(open|changeMasterKey)").withIterations(1),
                shots.of("LongTrailBenchmark").withIterations(3).withShapes(trails),
                shots.of("MasterKeyBenchmark").withIterations(5).withShapes(ends));
        List<String> shapes = new ArrayList<>(sizes);
        shapes.addAll(trails);
        return new Plan(shapes, once, repeated, limit, profiled);
    }
}
