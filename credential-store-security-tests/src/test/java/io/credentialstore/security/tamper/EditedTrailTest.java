package io.credentialstore.security.tamper;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.audit.IntegrityFinding;
import io.credentialstore.security.database.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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

    private static final Map<Database, Field> FIELDS = new EnumMap<>(Database.class);

    private static Path directory;

    /** A siege of one database. */
    private static final class Field {
        private final RichStore rich;
        private final Siege siege;
        private final List<Row> genuine;
        private int scripts;

        Field(Database database) throws SQLException, IOException {
            rich = new RichStore(Ground.of(database, directory, "store"));
            siege = new Siege(rich);
            Table table = siege.attacker().tables().stream()
                    .filter(each -> each.name().equals(TRAIL))
                    .findFirst()
                    .orElseThrow();
            genuine = siege.attacker().rows(table);
        }

        void withdraw() throws SQLException {
            siege.close();
            rich.close();
        }
    }

    @BeforeContainer
    static void layTheSieges() throws SQLException, IOException {
        directory = Files.createTempDirectory("trail");
        for (Database database : Database.values()) {
            FIELDS.put(database, new Field(database));
        }
    }

    @AfterContainer
    static void countAndWithdraw() throws SQLException, IOException {
        for (Map.Entry<Database, Field> each : FIELDS.entrySet()) {
            each.getValue().withdraw();
            each.getKey()
                    .figures("edited trails")
                    .add("scripts of one to three edits, all reported", each.getValue().scripts)
                    .write();
        }
        Files.delete(directory.resolve("store.db"));
        Files.delete(directory);
    }

    @Property(tries = 60)
    @Label("W6: any script of one to three edits of the trail is reported, and the first bad entry is named")
    void anyScript_isReportedAtItsFirstBadEntry(@ForAll("scripts") List<TrailEdit> script) throws SQLException {
        isReported(FIELDS.get(Database.SQLITE), script);
    }

    @Property(tries = 60)
    @Label("W6: any script of one to three edits of the trail in a server is reported in the same way")
    void anyScriptInAServer_isReportedAtItsFirstBadEntry(@ForAll("scripts") List<TrailEdit> script)
            throws SQLException {
        isReported(FIELDS.get(Database.POSTGRES), script);
    }

    private static void isReported(Field field, List<TrailEdit> script) throws SQLException {
        List<Row> edited = field.genuine;
        for (TrailEdit edit : script) {
            edited = edit.applyTo(edited);
        }
        assertThat(field.siege.attacker().replace(field.genuine, edited)).isTrue();
        List<IntegrityFinding> findings = field.siege.store().verifyIntegrity().findings();
        assertThat(field.siege.attacker().replace(edited, field.genuine)).isTrue();
        field.scripts++;
        if (edited.equals(field.genuine)) {
            assertThat(findings).isEmpty(); // one edit took the other back
        } else {
            assertThat(findings)
                    .filteredOn(finding -> finding.table().equals(TRAIL))
                    .first()
                    .extracting(IntegrityFinding::row)
                    .isEqualTo(firstBad(field.genuine, edited));
        }
    }

    /** The first entry that is not the one that stood there; the end, when all that are left are. */
    private static String firstBad(List<Row> genuine, List<Row> edited) {
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
