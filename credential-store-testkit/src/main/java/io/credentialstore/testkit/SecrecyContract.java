package io.credentialstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.CredentialStore;
import io.credentialstore.RetrievedCredential;
import io.credentialstore.Rotation;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.error.CredentialStoreException;
import io.credentialstore.model.Bytes;
import io.credentialstore.model.CredentialFilter;
import io.credentialstore.model.CredentialId;
import io.credentialstore.secret.Secret;
import io.credentialstore.spi.StorageTransaction;
import io.credentialstore.value.ApiKey;
import io.credentialstore.value.BasicAuth;
import io.credentialstore.value.CredentialValue;
import io.credentialstore.value.CustomCredential;
import io.credentialstore.value.DbConnection;
import io.credentialstore.value.OAuthToken;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Stories of what must not be found anywhere: no value in a row, an entry, an error or anything that prints itself. */
public abstract class SecrecyContract extends StoreContract {
    private static final Canary CANARY = Canary.named("secrecy");

    /** For subclasses. */
    protected SecrecyContract() {}

    private static List<CredentialValue> values() {
        Secret json = TestValues.secret("{\"token\":\"" + CANARY.text() + "\"}");
        return List.of(
                new ApiKey(CANARY.secret(), CANARY.secret()),
                OAuthToken.of(CANARY.secret()).withRefreshToken(CANARY.secret()),
                new BasicAuth("user", CANARY.secret()),
                new DbConnection("db.example.com", 5432, "db", "role", CANARY.secret(), true),
                new CustomCredential(json));
    }

    private List<CredentialId> store(List<CredentialValue> values) {
        List<CredentialId> ids = new ArrayList<>();
        for (CredentialValue value : values) {
            CredentialId id = store().storeCredential(value.type().code(), "service", value);
            store().grantAccess(id, Scene.SKILL, AccessLevel.READ);
            store().rotateCredential(id, value, Rotation.by("rotator"));
            ids.add(id);
        }
        return ids;
    }

    private static void assertSilent(Object printed) {
        assertThat(CANARY.findIn(String.valueOf(printed)))
                .as(String.valueOf(printed))
                .isEmpty();
    }

    @Test
    void rows_holdNoValue() {
        store(values())
                .forEach(id -> store().retrieveCredential(id, Scene.SKILL_ID).close());

        List<Record> rows = scene().rows(SecrecyContract::everyRow);

        assertThat(rows).hasSizeGreaterThan(30);
        for (Record row : rows) {
            assertSilent(row);
            Columns.valuesOf(row)
                    .filter(Bytes.class::isInstance)
                    .map(Bytes.class::cast)
                    .forEach(bytes -> assertThat(CANARY.findIn(bytes.toArray())).isEmpty());
        }
    }

    private static List<Record> everyRow(StorageTransaction tables) {
        List<Record> rows = new ArrayList<>();
        tables.state().find().ifPresent(rows::add);
        rows.addAll(tables.keys().slots());
        rows.addAll(tables.keys().keys());
        tables.credentials().list(CredentialFilter.all()).forEach(row -> {
            rows.add(row);
            rows.addAll(tables.credentials().listVersions(row.id()));
            rows.addAll(tables.policies().listByCredential(row.id()));
        });
        rows.addAll(tables.audit().scan(0, 1_000));
        return rows;
    }

    @Test
    void whateverPrintsItself_printsNoValue() {
        List<CredentialValue> values = values();
        List<CredentialId> ids = store(values);

        assertSilent(values);
        assertSilent(store());
        assertSilent(store().listCredentials());
        assertSilent(scene().trail());
        for (CredentialId id : ids) {
            assertSilent(store().getCredentialVersions(id));
            try (RetrievedCredential retrieved = store().retrieveCredential(id, Scene.SKILL_ID)) {
                assertSilent(retrieved);
                assertSilent(retrieved.value());
            }
        }
    }

    @Test
    void refusals_repeatNoValue_andNeitherDoesTheTrail() {
        List<CredentialValue> values = values();
        List<CredentialId> ids = store(values);
        CredentialStore store = store();
        for (int i = 0; i < values.size(); i++) {
            CredentialId id = ids.get(i);
            CredentialValue value = values.get(i);
            CredentialValue other = values.get((i + 1) % values.size());
            List<Runnable> refused = List.of(
                    () -> store.storeCredential(value.type().code(), "service", value),
                    () -> store.storeCredential("two words", "service", value),
                    () -> store.rotateCredential(id, other),
                    () -> store.rotateCredential(Scene.UNKNOWN, value),
                    () -> store.retrieveCredential(id, "stranger"));
            refused.forEach(SecrecyContract::assertRefusedInSilence);
        }

        assertSilent(scene().trail());
    }

    private static void assertRefusedInSilence(Runnable call) {
        try {
            call.run();
        } catch (CredentialStoreException e) {
            StringWriter everything = new StringWriter();
            e.printStackTrace(new PrintWriter(everything));
            assertSilent(everything);
            return;
        }
        throw new AssertionError("A call was not refused");
    }

    @Test
    void equalValues_giveDifferentBytes() {
        CredentialId one = scene().stored("one");
        CredentialId two = store().storeCredential("two", "service", TestValues.apiKey("one"));
        scene().rotated(one, "one");

        Stream<Bytes> ciphertexts = Stream.of(one, two)
                .flatMap(id -> scene().rows(tables -> tables.credentials().listVersions(id.value())).stream())
                .flatMap(row -> Stream.of(row.encryptedValue(), row.salt(), row.iv(), row.authTag()));

        assertThat(ciphertexts).hasSize(12).doesNotHaveDuplicates();
    }
}
