package io.credentialstore.security.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.security.database.Database;
import io.credentialstore.security.database.FailingLine;
import io.credentialstore.security.database.FailingLine.Loss;
import io.credentialstore.security.fault.Trials.Trial;
import io.credentialstore.security.report.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(1200)
@DisplayName("When the connection to the server is lost at one message,")
class LostConnectionTest {
    private static final int LOSSES = Figures.thorough() ? 150 : 5;

    @TempDir
    private static Path scratch;

    private static List<Integer> messages = List.of();
    private static List<Integer> commits = List.of();
    private static final AtomicInteger TRIED = new AtomicInteger();
    private static final AtomicInteger NOTICED = new AtomicInteger();
    private static final AtomicInteger INCONSISTENCIES = new AtomicInteger();

    /** Which messages there are, in a run on which none is lost. */
    @BeforeAll
    static void count() throws IOException {
        String place = Database.POSTGRES.newPlace(scratch);
        try (FailingLine line = new FailingLine(place, Integer.MAX_VALUE, Loss.MESSAGE)) {
            Path folder = play(line);
            assertThat(Account.in(folder).undecided()).isEmpty();
            assertThat(Aftermath.inconsistencies(folder, place)).isEmpty();
            messages = IntStream.rangeClosed(1, line.messages()).boxed().toList();
            commits = line.commits();
        }
    }

    @AfterAll
    static void report() {
        Figures.of("lost connections")
                .add("messages of an undisturbed run", messages.size())
                .add("of these, commits", commits.size())
                .add("connections lost", TRIED)
                .add("calls that failed", NOTICED)
                .add("inconsistencies found", INCONSISTENCIES)
                .write();
    }

    private static Path play(FailingLine line) throws IOException {
        Path folder = Files.createTempDirectory(scratch, "files");
        List<String> account = new ArrayList<>();
        Player.play(() -> Stage.open(folder, line.place()), Stage::play, account::add);
        Files.write(Account.fileIn(folder), account);
        return folder;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A3: the caller is told in the library's words, and nothing else is lost")
    void lostConnection_hasNoEffectBeyondTheCall(Loss loss) throws Exception {
        assertNoneIsLost(messages, loss);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("X7: and that is a commit, the caller is told whether it was one")
    void lostConnectionInACommit_leavesNobodyInDoubt(Loss loss) throws Exception {
        assertNoneIsLost(commits, loss);
    }

    private static void assertNoneIsLost(List<Integer> numbers, Loss loss) throws Exception {
        List<Trial> trials = new ArrayList<>();
        for (int message : Trials.sample(numbers, LOSSES)) {
            trials.add(new Trial(loss + " " + message, () -> losing(message, loss)));
        }
        assertThat(Trials.run(trials)).isEmpty();
    }

    private static List<String> losing(int message, Loss loss) throws IOException {
        String place = Database.POSTGRES.newPlace(scratch);
        try (FailingLine line = new FailingLine(place, message, loss)) {
            Path folder = play(line);
            TRIED.incrementAndGet();
            NOTICED.addAndGet(Account.in(folder).undecided().size());
            List<String> findings = Aftermath.inconsistencies(folder, place);
            INCONSISTENCIES.addAndGet(findings.size());
            return findings;
        }
    }
}
