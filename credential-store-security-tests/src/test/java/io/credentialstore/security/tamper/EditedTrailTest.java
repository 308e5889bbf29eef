package io.credentialstore.security.tamper;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.audit.IntegrityFinding;
import io.credentialstore.security.report.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Any short script of edits to the trail, shrunk to the shortest one that goes unseen. */
class EditedTrailTest {
    private static final String TRAIL = "credential_audit_log";

    private static Path directory;
    private static RichStore rich;
    private static Siege siege;
    private static List<Row> genuine;
    private static int scripts;

    @BeforeContainer
    static void layTheSiege() throws SQLException, IOException {
        directory = Files.createTempDirectory("trail");
        rich = new RichStore(directory.resolve("store.db"));
        siege = new Siege(rich);
        Table table = siege.attacker().tables().stream()
                .filter(each -> each.name().equals(TRAIL))
                .findFirst()
                .orElseThrow();
        genuine = siege.attacker().rows(table);
    }

    @AfterContainer
    static void countAndWithdraw() throws SQLException, IOException {
        siege.close();
        rich.close();
        Files.delete(rich.file());
        Files.delete(directory);
        Figures.of("edited trails")
                .add("scripts of one to three edits, all reported", scripts)
                .write();
    }

    @Property(tries = 60)
    @Label("W6: any script of one to three edits of the trail is reported, and the first bad entry is named")
    void anyScript_isReportedAtItsFirstBadEntry(@ForAll("scripts") List<TrailEdit> script) throws SQLException {
        List<Row> edited = genuine;
        for (TrailEdit edit : script) {
            edited = edit.applyTo(edited);
        }
        assertThat(siege.attacker().replace(genuine, edited)).isTrue();
        List<IntegrityFinding> findings = siege.store().verifyIntegrity().findings();
        assertThat(siege.attacker().replace(edited, genuine)).isTrue();
        scripts++;
        if (edited.equals(genuine)) {
            assertThat(findings).isEmpty(); // one edit took the other back
        } else {
            assertThat(findings)
                    .filteredOn(finding -> finding.table().equals(TRAIL))
                    .first()
                    .extracting(IntegrityFinding::row)
                    .isEqualTo(firstBad(edited));
        }
    }

    /** The first entry that is not the one that stood there; the end, when all that are left are. */
    private static String firstBad(List<Row> edited) {
        for (int i = 0; i < edited.size(); i++) {
            if (i >= genuine.size() || !edited.get(i).equals(genuine.get(i))) {
                return edited.get(i).key();
            }
        }
        return genuine.get(genuine.size() - 1).key();
    }

    @Provide
    Arbitrary<List<TrailEdit>> scripts() {
        Arbitrary<Integer> entry = Arbitraries.integers().between(0, 999);
        return Combinators.combine(Arbitraries.of(TrailEdit.Kind.class), entry, entry)
                .as(TrailEdit::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
    }
}
