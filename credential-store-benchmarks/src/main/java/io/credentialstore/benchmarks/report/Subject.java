package io.credentialstore.benchmarks.report;

/**
 * What was measured: a benchmark with its one parameter and its threads.
 *
 * @param benchmark class and method, as in {@code RawBenchmark.commitOne}
 * @param param value of its parameter, or nothing
 * @param threads how many callers there were
 */
record Subject(String benchmark, String param, int threads) {
    static Subject of(String benchmark) {
        return new Subject(benchmark, "", 1);
    }

    static Subject of(String benchmark, String param) {
        return new Subject(benchmark, param, 1);
    }

    Subject withThreads(int count) {
        return new Subject(benchmark, param, count);
    }
}
