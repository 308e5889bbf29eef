package io.credentialstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.credentialstore.CredentialStore;
import io.credentialstore.NewCredential;
import io.credentialstore.Rotation;
import io.credentialstore.ScopedCredentialStore;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.access.Grant;
import io.credentialstore.audit.AuditCheckpoint;
import io.credentialstore.audit.AuditQuery;
import io.credentialstore.audit.HostEvent;
import io.credentialstore.error.ClosedException;
import io.credentialstore.key.MasterKey;
import io.credentialstore.model.Caller;
import io.credentialstore.model.CredentialFilter;
import io.credentialstore.model.Entity;
import io.credentialstore.model.Environment;
import io.credentialstore.model.Metadata;
import io.credentialstore.value.CredentialValue;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Stories of a store that was closed: nothing of it works any more, whatever it has learnt to do since this was written. */
public abstract class ClosedStoreContract extends StoreContract {
    /** What needs neither keys nor rows. */
    private static final Set<String> STILL_ANSWERED = Set.of("close", "as", "environment", "caller");

    private Map<Class<?>, Object> samples = Map.of();

    /** For subclasses. */
    protected ClosedStoreContract() {}

    /** A good argument of each type, so that nothing but the closing is to blame. */
    @BeforeEach
    void prepareSamples() {
        samples = Map.ofEntries(
                Map.entry(io.credentialstore.model.CredentialId.class, scene().readable("name")),
                Map.entry(NewCredential.class, NewCredential.of("other", "service", TestValues.apiKey("v"))),
                Map.entry(CredentialValue.class, TestValues.apiKey("new")),
                Map.entry(Rotation.class, Rotation.by("alice")),
                Map.entry(Metadata.class, Metadata.none()),
                Map.entry(Environment.class, Environment.DEV),
                Map.entry(CredentialFilter.class, CredentialFilter.all()),
                Map.entry(Caller.class, Caller.of(Scene.SKILL)),
                Map.entry(Entity.class, Scene.SKILL),
                Map.entry(AccessLevel.class, AccessLevel.READ),
                Map.entry(Grant.class, Grant.of(Scene.SKILL, AccessLevel.READ)),
                Map.entry(AuditQuery.class, AuditQuery.all()),
                Map.entry(HostEvent.class, HostEvent.of(Scene.UNKNOWN, Caller.of(Scene.SKILL), "verb")),
                Map.entry(AuditCheckpoint.class, store().createCheckpoint()),
                Map.entry(Path.class, Path.of("none")),
                Map.entry(MasterKey.class, scene().key()),
                Map.entry(Instant.class, Scene.START.plusSeconds(1)),
                Map.entry(String.class, "name"),
                Map.entry(int.class, 1));
    }

    @TestFactory
    Stream<DynamicTest> everyCall_onAClosedStore_isRefused() {
        store().close();
        return refused(CredentialStore.class, store());
    }

    @TestFactory
    Stream<DynamicTest> everyCall_onAScopedFaceOfAClosedStore_isRefused() {
        ScopedCredentialStore scoped = store().as(Caller.of(Scene.SKILL));
        store().close();
        return Stream.concat(
                refused(ScopedCredentialStore.class, scoped),
                refused(ScopedCredentialStore.class, store().as(Caller.of(Scene.SKILL))));
    }

    private Stream<DynamicTest> refused(Class<?> face, Object closed) {
        List<Method> calls = Arrays.stream(face.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> !STILL_ANSWERED.contains(method.getName()))
                .toList();
        assertThat(calls).hasSizeGreaterThanOrEqualTo(10);
        return calls.stream()
                .map(method ->
                        DynamicTest.dynamicTest(method.getName() + Arrays.toString(method.getParameterTypes()), () -> {
                            Throwable thrown = catchThrowable(() -> method.invoke(closed, arguments(method)));
                            assertThat(thrown).isInstanceOf(InvocationTargetException.class);
                            assertThat(thrown.getCause()).isExactlyInstanceOf(ClosedException.class);
                        }));
    }

    private Object[] arguments(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(type -> {
                    assertThat(samples).as("a sample argument for %s", method).containsKey(type);
                    return samples.get(type);
                })
                .toArray();
    }

    @Test
    void close_isRepeatable_andLeavesTheRowsToOthers() {
        CredentialStore other = scene().openWith(scene().key());

        other.close();
        other.close();

        scene().assertUnharmed();
    }

    @Test
    void value_releasedBeforeClosing_staysReadableUntilItIsClosedItself() {
        CredentialStore other = scene().openWith(scene().key());
        var id = scene().stored("kept");
        var retrieved = other.retrieveCredentialAsOwner(id, null);

        other.close();

        assertThat(Scene.text(retrieved)).isEqualTo("kept");
    }
}
