package io.credentialstore.security.history;

import io.credentialstore.security.history.Call.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether a history is linearizable (Herlihy and Wing, 1990), with the trail as the witness: the store says itself in
 * which order it decided the calls, so no order needs to be searched for. The order must agree with real time, and the
 * calls, taken one after the other in that order, must have had the outcomes that they had.
 */
final class Linearizability {
    private final Map<String, Call> calls = new HashMap<>();
    private final Map<String, Entry> entries = new HashMap<>();
    private final List<String> violations = new ArrayList<>();

    private Linearizability(Collection<Call> calls) {
        calls.forEach(call -> this.calls.put(call.id(), call));
    }

    /**
     * Checks a history.
     *
     * @param calls what all callers saw, in any order
     * @param trail the whole trail, oldest first
     * @return what is wrong, each as a sentence; empty when the history is linearizable
     */
    static List<String> violations(Collection<Call> calls, List<Entry> trail) {
        Linearizability check = new Linearizability(calls);
        check.numbers(trail);
        check.oneEntryForEachCall(trail);
        List<Call> order = trail.stream()
                .filter(entry -> check.calls.containsKey(entry.call()))
                .map(entry -> check.calls.get(entry.call()))
                .toList();
        check.realTime(order);
        check.replay(order);
        return check.violations;
    }

    private void numbers(List<Entry> trail) {
        for (int i = 0; i < trail.size(); i++) {
            require(
                    trail.get(i).seq() == i + 1,
                    "entry " + (i + 1) + " of the trail has number "
                            + trail.get(i).seq());
        }
    }

    private void oneEntryForEachCall(List<Entry> trail) {
        for (Entry entry : trail) {
            if (entry.call() != null) {
                require(calls.containsKey(entry.call()), entry + " is of no call");
                require(entries.put(entry.call(), entry) == null, entry + " is not the only one of its call");
            }
        }
        for (Call call : calls.values()) {
            Entry entry = entries.get(call.id());
            require((entry != null) == call.isDecided(), call + " has the entry " + entry);
            require(entry == null || entry.success() == call.succeeded(), call + " ended otherwise than " + entry);
        }
    }

    /** What returned before another call began was decided before it. */
    private void realTime(List<Call> order) {
        long latestBegin = Long.MIN_VALUE;
        for (Call call : order) {
            require(call.ended() >= latestBegin, call + " stands behind a call that began after it had returned");
            latestBegin = Math.max(latestBegin, call.began());
        }
    }

    private void replay(List<Call> order) {
        Map<String, Model> models = new HashMap<>();
        for (Call call : order) {
            Model model = models.computeIfAbsent(call.credential(), id -> new Model());
            String expected = model.apply(call);
            boolean fits = expected.equals("!") ? !call.succeeded() : expected.equals(call.outcome());
            require(fits, call + " should have had the outcome " + expected);
            if (call.succeeded() && (call.kind() == Kind.RETRIEVE || call.kind() == Kind.ROTATE)) {
                Integer version = entries.get(call.id()).version();
                require(version != null && version == model.version(), call + " names version " + version);
            }
        }
    }

    private void require(boolean holds, String violation) {
        if (!holds) {
            violations.add(violation);
        }
    }
}
