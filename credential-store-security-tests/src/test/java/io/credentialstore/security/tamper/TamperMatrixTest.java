package io.credentialstore.security.tamper;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.security.report.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every column and row of every table, changed in every way that a writer of the file has. Made from the schema of a real
 * store: a table or column that is added later is part of it at once.
 */
@Timeout(900)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TamperMatrixTest {
    private RichStore rich;
    private Siege siege;
    private int tried;
    private int harmless;
    private int impossible;
    private int missed;

    @BeforeAll
    void layTheSiege(@TempDir Path directory) throws SQLException, IOException {
        rich = new RichStore(directory.resolve("store.db"));
        siege = new Siege(rich);
    }

    @AfterAll
    void countAndWithdraw() throws SQLException {
        siege.close();
        rich.close();
        Figures.of("tamper matrix")
                .add("mutations tried", tried)
                .add("of these caught, and the place named", tried - harmless - missed)
                .add("of these harmless, by a written list", harmless)
                .add("refused by SQLite itself (unique keys)", impossible)
                .write();
    }

    @TestFactory
    @DisplayName(
            "W1, W2, W3, W4, W5, W10, W11, W12, W15: whatever is changed in a row is refused when it is read, and named")
    Stream<DynamicTest> eachTable() {
        List<Table> tables = siege.attacker().tables();
        return Stream.concat(
                tables.stream().map(table -> DynamicTest.dynamicTest(table.name(), () -> holds(table))),
                Stream.of(DynamicTest.dynamicTest(
                        "the list of what is harmless holds nothing else", TamperMatrixTest::everyEntryWasMet)));
    }

    private void holds(Table table) throws SQLException, IOException {
        renewSiege();
        List<String> problems = new ArrayList<>();
        for (Mutation mutation : Mutations.of(table, siege.attacker().rows(table), rich.moments())) {
            if (siege.isWornFor(mutation)) {
                renewSiege();
            }
            problems.addAll(problemsOf(mutation));
        }
        missed += problems.size();
        assertThat(problems).isEmpty();
        assertThat(siege.store().verifyIntegrity().findings()).isEmpty();
    }

    private void renewSiege() throws SQLException, IOException {
        siege.close();
        siege = new Siege(rich);
    }

    private List<String> problemsOf(Mutation mutation) throws SQLException, IOException {
        if (!mutation.carryOut(siege.attacker())) {
            impossible++;
            return List.of();
        }
        tried++;
        List<String> problems = new Judge(rich, siege.store(), mutation).problems();
        undo(mutation);
        if (!problems.isEmpty() && Harmless.holds(mutation)) {
            harmless++;
            return List.of();
        }
        return problems;
    }

    /** Rows that the store itself goes on changing cannot be put back. */
    private void undo(Mutation mutation) throws SQLException, IOException {
        if (siege.isWornFor(mutation)) {
            renewSiege();
        } else {
            mutation.undo(siege.attacker());
        }
    }

    private static void everyEntryWasMet() {
        assertThat(Harmless.unmet()).isEmpty();
    }
}
