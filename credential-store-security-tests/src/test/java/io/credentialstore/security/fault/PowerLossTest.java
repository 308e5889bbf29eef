package io.credentialstore.security.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.security.fault.Trials.Trial;
import io.credentialstore.security.report.Figures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(1200)
@DisplayName(
        "Of a store whose machine loses power, with every write that nobody waited for kept, lost, torn or reordered,")
class PowerLossTest {
    private static final int IMAGES = Figures.thorough() ? 600 : 24;
    private static final int KILLED = Figures.thorough() ? 600 : 10;

    private static int images;
    private static int inconsistencies;
    private static int losses;

    @TempDir
    private static Path scratch;

    private static List<Change> trace;

    @BeforeAll
    static void record() throws Exception {
        Strace.require();
        trace = Recording.undisturbed().changes();
    }

    @AfterAll
    static void count() {
        Figures.of("power-loss")
                .add("images replayed", images)
                .add("inconsistencies found", inconsistencies)
                .add("control: images with losses, without waiting for the disk", losses)
                .write();
    }

    private record Image(int changes, String rest, Fate fate) {
        @Override
        public String toString() {
            return "after " + changes + " changes, the rest " + rest;
        }
    }

    private static List<String> replay(List<Change> trace, List<Image> chosen) throws Exception {
        List<Trial> trials = new ArrayList<>();
        for (Image image : chosen) {
            trials.add(new Trial(image.toString(), () -> {
                Path folder = Files.createTempDirectory(scratch, "image");
                Disk disk = new Disk();
                trace.subList(0, image.changes()).forEach(change -> change.on(disk));
                disk.leave(folder, image.fate());
                return Aftermath.inconsistencies(folder);
            }));
        }
        images += trials.size();
        return Trials.run(trials);
    }

    /** At each place where the process waits for the disk, once with all that is under way lost, and then as it comes. */
    private static List<Image> losses(List<Change> trace, int most) {
        List<Image> images = new ArrayList<>();
        for (int i = 0; i < trace.size(); i++) {
            if (trace.get(i) instanceof Change.Sync) {
                images.add(new Image(i, "lost", Fate.DROPPED));
                images.add(new Image(i, "drawn", Fate.drawn(new Random(i))));
                images.add(new Image(i, "drawn again", Fate.drawn(new Random(-i))));
            }
        }
        return Trials.sample(images, most);
    }

    @Test
    @DisplayName("A5: every acknowledged effect is there and no half of another")
    void powerLoss_leavesWhatWasAcknowledged() throws Exception {
        List<String> findings = replay(trace, losses(trace, IMAGES));
        inconsistencies += findings.size();
        assertThat(findings).isEmpty();
    }

    @Test
    @DisplayName("A4: where only the process ends, at any of its changes, every acknowledged effect is there, too")
    void endOfTheProcess_leavesWhatWasAcknowledged() throws Exception {
        List<Image> everywhere = IntStream.rangeClosed(0, trace.size())
                .mapToObj(i -> new Image(i, "kept", Fate.KEPT))
                .toList();
        List<String> findings = replay(trace, Trials.sample(everywhere, KILLED));
        inconsistencies += findings.size();
        assertThat(findings).isEmpty();
    }

    @Test
    @DisplayName("control: commits that do not wait for the disk are lost, and found to be")
    void control_carelessCommits_areLost() throws Exception {
        List<Change> careless = Recording.of(Player.CARELESS).changes();
        List<String> findings = replay(careless, losses(careless, IMAGES / 3));
        losses += (int) findings.stream()
                .map(finding -> finding.substring(0, finding.indexOf(':')))
                .distinct()
                .count();
        assertThat(findings).isNotEmpty();
    }
}
