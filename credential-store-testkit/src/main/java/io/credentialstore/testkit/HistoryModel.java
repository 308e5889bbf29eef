package io.credentialstore.testkit;

import io.credentialstore.error.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a store must answer, without keys, rows or transactions: a few values, who may read them, and the time. */
final class HistoryModel {
    private final List<Subject> subjects = IntStream.range(0, History.Step.CREDENTIALS)
            .mapToObj(n -> new Subject())
            .toList();
    private Instant newestEntry;
    private long entries = 1;
    private long credentials;

    HistoryModel(Instant start) {
        newestEntry = start;
    }

    private enum Life {
        ABSENT,
        ACTIVE,
        REVOKED
    }

    private static final class Subject {
        private Life life = Life.ABSENT;
        private String value = "";
        private int version;
        private final Map<Integer, Instant> grants = new HashMap<>();
    }

    long entries() {
        return entries;
    }

    long credentials() {
        return credentials;
    }

    /** The answer to a step, or the code of the refusal. */
    String answer(History.Step step, String value, Instant clock) {
        Subject subject = subjects.get(step.credential());
        Instant now = clock.isBefore(newestEntry) ? newestEntry : clock;
        if (step.verb().isRecorded()) {
            newestEntry = now;
            entries++;
        }
        return switch (step.verb()) {
            case STORE -> stored(subject, value);
            case ROTATE -> subject.life == Life.ACTIVE ? rotated(subject, value) : unavailable(subject);
            case REVOKE -> subject.life == Life.ACTIVE ? became(subject, Life.REVOKED) : unavailable(subject);
            case DELETE -> subject.life == Life.ABSENT ? unavailable(subject) : deleted(subject);
            case GRANT -> subject.life == Life.ACTIVE ? granted(subject, step, clock, now) : unavailable(subject);
            case REVOKE_ACCESS ->
                subject.life == Life.ABSENT
                        ? unavailable(subject)
                        : String.valueOf(subject.grants.remove(step.entity()) != null);
            case RETRIEVE -> retrieved(subject, step, now);
            case HAS_ACCESS -> String.valueOf(subject.life == Life.ACTIVE && isGranted(subject, step, now));
            case MOVE_CLOCK, REOPEN -> "";
        };
    }

    private static String unavailable(Subject subject) {
        return (subject.life == Life.ABSENT ? ErrorCode.NOT_FOUND : ErrorCode.CREDENTIAL_REVOKED).name();
    }

    private static String became(Subject subject, Life life) {
        subject.life = life;
        return "";
    }

    private String stored(Subject subject, String value) {
        if (subject.life == Life.ACTIVE) {
            return ErrorCode.CONFLICT.name();
        }
        credentials++;
        subject.version = 1;
        subject.value = value;
        subject.grants.clear();
        return became(subject, Life.ACTIVE);
    }

    private static String rotated(Subject subject, String value) {
        subject.value = value;
        return String.valueOf(++subject.version);
    }

    private String deleted(Subject subject) {
        credentials--;
        subject.grants.clear();
        return became(subject, Life.ABSENT);
    }

    private static String granted(Subject subject, History.Step step, Instant clock, Instant now) {
        Instant end = end(step, clock);
        if (end != null && !end.isAfter(now)) {
            return ErrorCode.INVALID_INPUT.name();
        }
        subject.grants.put(step.entity(), end == null ? Instant.MAX : end);
        return "";
    }

    /** When a grant of this step ends, or null for never. */
    static @Nullable Instant end(History.Step step, Instant clock) {
        return step.minutes() == 0 ? null : clock.plus(Duration.ofMinutes(step.minutes()));
    }

    private static boolean isGranted(Subject subject, History.Step step, Instant now) {
        return now.isBefore(subject.grants.getOrDefault(step.entity(), Instant.MIN));
    }

    private static String retrieved(Subject subject, History.Step step, Instant now) {
        if (!isGranted(subject, step, now)) {
            return ErrorCode.ACCESS_DENIED.name();
        }
        return subject.life == Life.ACTIVE ? subject.value : ErrorCode.CREDENTIAL_REVOKED.name();
    }
}
