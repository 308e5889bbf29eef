package io.credentialstore.security.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.security.history.Call.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The check of histories")
class LinearizabilityCheckTest {
    /** Calls of one thread, one after the other: granted, read, rotated, read, withdrawn, refused, busy, withdrawn for good. */
    private static List<Call> calls() {
        return new ArrayList<>(List.of(
                call("grant", Kind.GRANT, 0, Call.DONE),
                call("read-1", Kind.RETRIEVE, 10, Model.FIRST),
                call("rotate", Kind.ROTATE, 20, Call.DONE),
                call("read-2", Kind.RETRIEVE, 30, "rotate"),
                call("withdraw", Kind.REVOKE_ACCESS, 40, Call.DONE),
                call("read-3", Kind.RETRIEVE, 50, "!ACCESS_DENIED"),
                call("busy", Kind.GRANT, 60, "!STORE_BUSY"),
                call("revoke", Kind.REVOKE, 70, Call.DONE)));
    }

    private static Call call(String id, Kind kind, long began, String outcome) {
        return new Call(id, kind, "credential", "skill", began, began + 5, outcome);
    }

    private static List<Entry> trail() {
        return new ArrayList<>(List.of(
                new Entry(1, null, true, 1),
                new Entry(2, "grant", true, null),
                new Entry(3, "read-1", true, 1),
                new Entry(4, "rotate", true, 2),
                new Entry(5, "read-2", true, 2),
                new Entry(6, "withdraw", true, null),
                new Entry(7, "read-3", false, null),
                new Entry(8, "revoke", true, null)));
    }

    /** Replaces what stands at a place of the trail, which keeps its numbers. */
    private static void put(List<Entry> trail, int seq, String call, boolean success, Integer version) {
        trail.set(seq - 1, new Entry(seq, call, success, version));
    }

    private static void swap(List<Entry> trail, int one, int other) {
        Entry first = trail.get(one - 1);
        Entry second = trail.get(other - 1);
        put(trail, one, second.call(), second.success(), second.version());
        put(trail, other, first.call(), first.success(), first.version());
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                planted("an entry is missing in the middle", (calls, trail) -> trail.remove(4)),
                planted("the entry of a retrieval is missing at the end of a shorter trail", (calls, trail) -> {
                    trail.subList(4, 8).clear();
                    calls.subList(4, 8).clear();
                }),
                planted("an entry stands there twice", (calls, trail) -> trail.add(new Entry(9, "read-2", true, 2))),
                planted("an entry is of no call", (calls, trail) -> trail.add(new Entry(9, "nobody", true, 2))),
                planted(
                        "a call that was not decided has an entry",
                        (calls, trail) -> trail.add(new Entry(9, "busy", false, null))),
                planted(
                        "a retrieval that failed is recorded as done",
                        (calls, trail) -> put(trail, 7, "read-3", true, 2)),
                planted(
                        "a retrieval that was done is recorded as refused",
                        (calls, trail) -> put(trail, 5, "read-2", false, null)),
                planted("a retrieval was decided before it began", (calls, trail) -> swap(trail, 3, 2)),
                planted("a retrieval succeeded after the grant was withdrawn", (calls, trail) -> {
                    calls.set(5, call("read-3", Kind.RETRIEVE, 50, "rotate"));
                    put(trail, 7, "read-3", true, 2);
                }),
                planted("a retrieval that overlapped a withdrawal is recorded behind it", (calls, trail) -> {
                    calls.set(3, new Call("read-2", Kind.RETRIEVE, "credential", "skill", 30, 45, "rotate"));
                    swap(trail, 5, 6);
                }),
                planted("a retrieval succeeded after the credential was revoked", (calls, trail) -> {
                    calls.add(call("grant-2", Kind.GRANT, 80, Call.DONE));
                    trail.add(new Entry(9, "grant-2", true, null));
                }),
                planted("a retrieval was refused though it was granted", (calls, trail) -> {
                    calls.set(3, call("read-2", Kind.RETRIEVE, 30, "!ACCESS_DENIED"));
                    put(trail, 5, "read-2", false, null);
                }),
                planted(
                        "an old value was released after a rotation",
                        (calls, trail) -> calls.set(3, call("read-2", Kind.RETRIEVE, 30, Model.FIRST))),
                planted(
                        "an old version is recorded after a rotation",
                        (calls, trail) -> put(trail, 5, "read-2", true, 1)));
    }

    private static Arguments planted(String what, BiConsumer<List<Call>, List<Entry>> change) {
        return Arguments.of(Named.of(what, change));
    }

    @Test
    @DisplayName("accepts a history that is right, also one whose calls overlap")
    void violations_ofARightHistory_areNone() {
        List<Call> overlapping = calls();
        overlapping.set(3, new Call("read-2", Kind.RETRIEVE, "credential", "skill", 30, 48, "rotate"));

        assertThat(Linearizability.violations(calls(), trail())).isEmpty();
        assertThat(Linearizability.violations(overlapping, trail())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("wrong")
    @DisplayName("X1 X2 X5: finds what is wrong when")
    void violations_ofAPlantedHistory_areFound(BiConsumer<List<Call>, List<Entry>> change) {
        List<Call> calls = calls();
        List<Entry> trail = trail();

        change.accept(calls, trail);

        assertThat(Linearizability.violations(calls, trail)).isNotEmpty();
    }

    @Test
    @DisplayName("reads calls as they were written")
    void call_throughItsLine_isTheSame() {
        assertThat(calls()).allMatch(call -> Call.ofLine(call.toLine()).equals(call));
    }
}
