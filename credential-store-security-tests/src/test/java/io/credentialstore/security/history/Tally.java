package io.credentialstore.security.history;

import io.credentialstore.security.report.Figures;
import java.util.List;

/** What was counted of histories. Not thread-safe. */
final class Tally {
    private int histories;
    private long calls;
    private long undecided;

    void add(List<Call> history) {
        histories++;
        calls += history.size();
        undecided += history.stream().filter(call -> !call.isDecided()).count();
    }

    void write(Figures figures, int processes, int threads) {
        figures.add("histories checked", histories)
                .add("processes in each", processes)
                .add("threads in each process", threads)
                .add("calls checked against the trail", calls)
                .add("calls that the storage did not decide", undecided)
                .write();
    }
}
