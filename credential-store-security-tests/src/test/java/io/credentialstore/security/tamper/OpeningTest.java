package io.credentialstore.security.tamper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credentialstore.CredentialStore;
import io.credentialstore.error.CredentialStoreException;
import io.credentialstore.error.ErrorCode;
import io.credentialstore.error.MasterKeyException;
import io.credentialstore.security.database.Database;
import io.credentialstore.security.report.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The matrix once more, carried out while no store is open: each opening costs a stretch, so the quick run takes a sample. */
@Timeout(900)
@ParameterizedClass(name = "{0}")
@EnumSource
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpeningTest {
    private static final int SAMPLE = 6;

    /** What opening itself depends on. */
    private static final Set<String> DECISIVE = Set.of("store_state", "key_slots", "encryption_keys");

    @Parameter
    Database database;

    private RichStore rich;
    private int tried;
    private int harmless;

    @BeforeParameterizedClassInvocation(injectArguments = false)
    void make(@TempDir Path directory) throws SQLException, IOException {
        rich = new RichStore(Ground.of(database, directory, "store"));
        tried = 0;
        harmless = 0;
    }

    @BeforeEach
    void restore() throws SQLException, IOException {
        rich.restore();
    }

    @AfterParameterizedClassInvocation
    void close() {
        rich.close();
    }

    @Test
    @DisplayName(
            "W1, W2, W3, W4, W5, W10, W11, W12: a store that was changed while closed is refused, or refuses the change")
    void aStoreThatWasChangedWhileItWasClosed_isRefusedOrRefusesWhatWasChanged() throws SQLException, IOException {
        List<String> problems = new ArrayList<>();
        for (Mutation mutation : mutations()) {
            problems.addAll(problemsAfter(mutation));
        }
        database.figures("tamper while closed")
                .add("mutations tried", tried)
                .add("of these caught", tried - problems.size() - harmless)
                .add("of these harmless, by a written list", harmless)
                .write();
        assertThat(tried).isPositive();
        assertThat(problems).isEmpty();
    }

    static Stream<@Nullable Object> wrongIterations() {
        return Stream.of(
                0L,
                1L,
                99_999L,
                2_000_001L,
                2_147_483_647L,
                -1L,
                4_295_067_296L,
                1e10,
                "x",
                "100000",
                new byte[1],
                null);
    }

    @ParameterizedTest
    @MethodSource("wrongIterations")
    @DisplayName("W9: iterations outside of their limits, and what only looks like a number, are refused at open")
    void iterationsOutsideOfTheirLimits_areRefusedAtOpen(@Nullable Object wrong) throws SQLException, IOException {
        boolean possible;
        try (Attacker attacker = new Attacker(rich.ground())) {
            Table slots = attacker.tables().stream()
                    .filter(table -> table.name().equals("key_slots"))
                    .findFirst()
                    .orElseThrow();
            List<Row> genuine = attacker.rows(slots);
            possible = attacker.replace(
                    genuine,
                    genuine.stream()
                            .map(slot -> slot.with("kdf_iterations", wrong))
                            .toList());
        }
        if (possible) {
            assertThatThrownBy(() -> rich.open().close()).isInstanceOf(MasterKeyException.class);
        } else {
            assertThat(database).as("holds anything in any column").isNotEqualTo(Database.SQLITE);
            assertThat(wrong).isNotNull();
            assertThat(wrong instanceof Long number && number == number.intValue())
                    .as("fits the column")
                    .isFalse();
        }
    }

    private List<Mutation> mutations() throws SQLException {
        List<Mutation> mutations = new ArrayList<>();
        try (Attacker attacker = new Attacker(rich.ground())) {
            for (Table table : attacker.tables()) {
                if (!table.name().endsWith("schema_history")) {
                    mutations.addAll(sample(Mutations.of(table, attacker.rows(table), rich.moments())));
                }
            }
        }
        return mutations;
    }

    private List<Mutation> sample(List<Mutation> all) {
        boolean decisive = DECISIVE.contains(all.get(0).table().name());
        int wanted = Figures.thorough() ? (decisive ? all.size() : 100) : SAMPLE;
        int step = Math.max(1, all.size() / wanted);
        return IntStream.iterate(0, i -> i < all.size(), i -> i + step)
                .mapToObj(all::get)
                .toList();
    }

    private List<String> problemsAfter(Mutation mutation) throws SQLException, IOException {
        rich.restore();
        try (Attacker attacker = new Attacker(rich.ground())) {
            if (!mutation.carryOut(attacker)) {
                return List.of();
            }
        }
        tried++;
        try (CredentialStore store = rich.open()) {
            List<String> problems = new Judge(rich, store, mutation).problems();
            if (!problems.isEmpty() && Harmless.of(mutation).isPresent()) {
                harmless++;
                return List.of();
            }
            return problems;
        } catch (CredentialStoreException refused) {
            assertThat(refused.code()).isNotEqualTo(ErrorCode.INTERNAL);
            return List.of();
        }
    }
}
