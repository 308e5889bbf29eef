package io.credentialstore.benchmarks.report;

import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A promise about speed.
 *
 * @param name what is promised
 * @param limit the number promised
 * @param bound on which side of it the measured number must be
 * @param unit of both numbers
 * @param formula the measured number, from the results of one round
 */
record Budget(String name, double limit, Bound bound, String unit, ToDoubleFunction<Results.Round> formula) {
    enum Bound {
        AT_MOST,
        AT_LEAST
    }

    static Budget atMost(double limit, String unit, String name, ToDoubleFunction<Results.Round> formula) {
        return new Budget(name, limit, Bound.AT_MOST, unit, formula);
    }

    static Budget atLeast(double limit, String unit, String name, ToDoubleFunction<Results.Round> formula) {
        return new Budget(name, limit, Bound.AT_LEAST, unit, formula);
    }

    /**
     * What came of a promise.
     *
     * @param budget the promise
     * @param measured the median of the rounds
     * @param lowest of the rounds
     * @param highest of the rounds
     */
    record Verdict(Budget budget, double measured, double lowest, double highest) {
        boolean isMet() {
            return budget.bound() == Bound.AT_MOST ? measured <= budget.limit() : measured >= budget.limit();
        }
    }

    Verdict judge(Results results) {
        double[] rounds = IntStream.range(0, results.rounds())
                .mapToDouble(number -> formula.applyAsDouble(results.round(number)))
                .sorted()
                .toArray();
        double median = Results.median(IntStream.range(0, rounds.length).mapToDouble(index -> rounds[index]));
        return new Verdict(this, median, rounds[0], rounds[rounds.length - 1]);
    }
}
