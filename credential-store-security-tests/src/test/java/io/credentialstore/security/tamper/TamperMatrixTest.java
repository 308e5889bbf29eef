package io.credentialstore.security.tamper;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.security.database.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every column and row of every table, changed in every way that a writer of the database has. Made from the schema of a real
 * store: a table or column that is added later is part of it at once. On PostgreSQL, where each call costs more and no bit is
 * another one than in a file, one change of each kind in each column.
 */
@Timeout(900)
@ParameterizedClass(name = "{0}")
@EnumSource
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TamperMatrixTest {
    @Parameter
    Database database;

    private RichStore rich;
    private Siege siege;
    private final Set<Harmless> met = EnumSet.noneOf(Harmless.class);
    private int tried;
    private int harmless;
    private int impossible;
    private int missed;

    @BeforeParameterizedClassInvocation(injectArguments = false)
    void layTheSiege(@TempDir Path directory) throws SQLException, IOException {
        rich = new RichStore(Ground.of(database, directory, "store"));
        siege = new Siege(rich);
        met.clear();
        tried = 0;
        harmless = 0;
        impossible = 0;
        missed = 0;
    }

    @AfterParameterizedClassInvocation
    void countAndWithdraw() throws SQLException {
        siege.close();
        rich.close();
        database.figures("tamper matrix")
                .add("mutations tried", tried)
                .add("of these caught, and the place named", tried - harmless - missed)
                .add("of these harmless, by a written list", harmless)
                .add("refused by the database itself", impossible)
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
                        "the list of what is harmless holds nothing else", this::everyEntryWasMet)));
    }

    private void holds(Table table) throws SQLException, IOException {
        renewSiege();
        List<String> problems = new ArrayList<>();
        for (Mutation mutation : mutations(table)) {
            if (siege.isWornFor(mutation)) {
                renewSiege();
            }
            problems.addAll(problemsOf(mutation));
        }
        missed += problems.size();
        assertThat(problems).isEmpty();
        assertThat(siege.store().verifyIntegrity().findings()).isEmpty();
    }

    private List<Mutation> mutations(Table table) throws SQLException {
        List<Mutation> all = Mutations.of(table, siege.attacker().rows(table), rich.moments());
        return database == Database.SQLITE ? all : Mutations.oneOfEachKind(all);
    }

    private void renewSiege() throws SQLException, IOException {
        siege.close();
        siege = new Siege(rich);
    }

    private List<String> problemsOf(Mutation mutation) throws SQLException, IOException {
        Optional<Harmless> entry = Harmless.of(mutation);
        if (!mutation.carryOut(siege.attacker())) {
            impossible++;
            entry.ifPresent(met::add); // nobody needs to notice what cannot be done
            return List.of();
        }
        tried++;
        List<String> problems = new Judge(rich, siege.store(), mutation).problems();
        undo(mutation);
        if (!problems.isEmpty() && entry.isPresent()) {
            met.add(entry.get());
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

    private void everyEntryWasMet() {
        assertThat(met).containsExactlyInAnyOrder(Harmless.values());
    }
}
