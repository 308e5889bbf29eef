package io.credentialstore.benchmarks;

import io.credentialstore.CredentialStore;
import io.credentialstore.StoreMigration;
import io.credentialstore.audit.AuditQuery;
import io.credentialstore.jdbc.PostgresCredentialStore;
import io.credentialstore.jdbc.SqliteCredentialStore;
import io.credentialstore.model.CredentialFilter;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * What calls take on stores of several sizes on a server: made in a file as {@link GrownStore}, and moved. The thousand
 * credentials in use are the same number at every size. Stateless.
 */
public final class MovedStores {
    private static final Map<String, Call> CALLS = new LinkedHashMap<>();

    static {
        CALLS.put("hasAccess", (store, id, skill) -> store.hasAccess(id, skill));
        CALLS.put("first page of the trail", (store, id, skill) -> store.getAuditTrail(AuditQuery.all()));
        CALLS.put(
                "trail of a credential",
                (store, id, skill) -> store.getAuditTrail(AuditQuery.all().withCredential(id)));
        CALLS.put(
                "accessible credentials",
                (store, id, skill) -> store.getAccessibleCredentials(skill, CredentialFilter.all()));
        CALLS.put( // last: it adds to the trails
                "retrieve",
                (store, id, skill) -> store.retrieveCredential(id, skill.id()).close());
    }

    private interface Call {
        void on(CredentialStore store, CredentialId id, Entity skill);
    }

    private final GrownStore grown;
    private final CredentialStore store;
    private int turn;

    private MovedStores(GrownStore grown, CredentialStore store) {
        this.grown = grown;
        this.store = store;
    }

    /**
     * Makes, moves and calls them.
     *
     * @param shapes sizes such as {@code 1000x10000}: credentials, then entries
     * @param databases makes an empty one for each of these names
     * @param time how long each call is repeated while it is measured, and as long before that
     * @return for each call its microseconds, one number for each size
     * @throws Exception when the server fails, or the file system
     */
    public static Map<String, List<Double>> measure(
            List<String> shapes, Function<String, DataSource> databases, Duration time) throws Exception {
        Map<String, List<Double>> micros = new LinkedHashMap<>();
        for (String shape : shapes) {
            try (Scratch scratch = Scratch.create()) {
                GrownStore grown = GrownStore.of(shape).in(scratch.file(shape));
                DataSource database = databases.apply(shape);
                move(grown, database);
                try (CredentialStore store = PostgresCredentialStore.open(database, grown.masterKey())) {
                    MovedStores moved = new MovedStores(grown, store);
                    CALLS.forEach((name, call) -> {
                        moved.repeat(call, time);
                        micros.computeIfAbsent(name, first -> new ArrayList<>()).add(moved.repeat(call, time));
                    });
                }
            }
        }
        return micros;
    }

    private static void move(GrownStore grown, DataSource database) throws Exception {
        grown.make();
        StoreMigration.of(
                        SqliteCredentialStore.builder(grown.file()).masterKey(grown.masterKey()),
                        PostgresCredentialStore.builder(database).masterKey(grown.masterKey()))
                .run("bench");
        analyze(database);
    }

    /** What the server does by itself within a minute or two. */
    private static void analyze(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ANALYZE");
        }
    }

    /** At least once; the microseconds that it took on average. */
    private double repeat(Call call, Duration time) {
        long begin = System.nanoTime();
        int calls = 0;
        do {
            int number = grown.used(turn++);
            call.on(store, GrownStore.id(number), GrownStore.skill(number));
            calls++;
        } while (System.nanoTime() - begin < time.toNanos());
        return (System.nanoTime() - begin) / 1e3 / calls;
    }
}
