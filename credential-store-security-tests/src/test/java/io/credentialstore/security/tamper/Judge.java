package io.credentialstore.security.tamper;

import io.credentialstore.CredentialStore;
import io.credentialstore.RetrievedCredential;
import io.credentialstore.audit.AuditQuery;
import io.credentialstore.audit.IntegrityFinding;
import io.credentialstore.error.CredentialStoreException;
import io.credentialstore.error.ErrorCode;
import io.credentialstore.model.Caller;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Says what was wrong with how a store took a mutation: whoever reads what was changed must be refused in the store's own
 * words, nobody may get another value or one that is not his, the verification must name the place, and a bystander must
 * not notice. Not thread-safe.
 */
final class Judge {
    private static final Set<ErrorCode> CLOSED =
            Set.of(ErrorCode.TAMPERED, ErrorCode.ROLLED_BACK, ErrorCode.STORAGE_FAILURE, ErrorCode.UNSUPPORTED_FORMAT);

    /** What hangs on these is the whole store. */
    private static final Set<String> COMMON = Set.of(
            "store_state", "key_slots", "encryption_keys", "credential_digests", "credential_store_schema_history");

    /** The store looks at one row of the state only, and at the history only as it is opened; the rest the storage finds. */
    private static final Set<String> IN_STORAGE = Set.of("store_state", "credential_store_schema_history");

    /** Values that code which forgot to verify would stumble over. */
    private static final Set<String> ODD =
            Set.of("null", "empty", "change to what is no text", "change to the largest");

    private static final List<Caller> NOBODYS = List.of(RichStore.STRANGER, RichStore.FORMER, RichStore.LATE);

    private final RichStore rich;
    private final CredentialStore store;
    private final Mutation mutation;
    private final List<String> problems = new ArrayList<>();

    Judge(RichStore rich, CredentialStore store, Mutation mutation) {
        this.rich = rich;
        this.store = store;
        this.mutation = mutation;
    }

    /** A sentence for each problem. */
    List<String> problems() {
        if (isCutAtZero()) {
            verificationNamesIt(); // first: a store that writes the row anew, as it does its state, puts it right
        }
        nobodyGetsAValue();
        valuesAreGenuine();
        bystanderIsServed();
        readingIsRefused();
        if (ODD.contains(mutation.kind())) {
            surveysAnswerOrRefuse();
        }
        if (!isCutAtZero()) {
            verificationNamesIt();
        }
        return problems;
    }

    private void problem(String problem) {
        problems.add(mutation + ": " + problem);
    }

    private interface Call {
        void run() throws CredentialStoreException;
    }

    /** The refusal, when the call was refused; anything but a refusal in the store's own words is a problem. */
    private Optional<CredentialStoreException> refusal(Call call) {
        try {
            call.run();
            return Optional.empty();
        } catch (CredentialStoreException refusal) {
            if (refusal.code() == ErrorCode.INTERNAL) {
                problem("said to be our bug: " + refusal.getMessage());
            }
            return Optional.of(refusal);
        } catch (RuntimeException e) {
            problem("crashed with " + e);
            return Optional.empty();
        }
    }

    /** Decided by the same code as a retrieval, of which one is tried as well. */
    private void nobodyGetsAValue() {
        touched().forEach(id -> NOBODYS.forEach(nobody -> isGranted(id, nobody.entity())));
        for (CredentialId gone : List.of(rich.revoked(), rich.deleted())) {
            isGranted(gone, Entity.skill(RichStore.READER));
        }
        CredentialId id = touched().stream().findFirst().orElse(rich.revoked());
        released(id, () -> store.retrieveCredential(id, RichStore.STRANGER))
                .ifPresent(value -> problem("a stranger got a value of " + id));
    }

    private void isGranted(CredentialId id, Entity entity) {
        refusal(() -> {
            if (store.hasAccess(id, entity)) {
                problem(entity + " was let in to " + id);
            }
        });
    }

    private void valuesAreGenuine() {
        for (CredentialId id : touched()) {
            for (int version = 1; version <= 2; version++) {
                int number = version;
                released(id, () -> store.retrieveCredential(id, number, Caller.skill(RichStore.READER)))
                        .filter(genuine -> !genuine)
                        .ifPresent(other -> problem("another value came out of " + id + ", version " + number));
            }
        }
    }

    private interface Retrieval {
        RetrievedCredential run() throws CredentialStoreException;
    }

    /** Whether what was released is genuine; empty when nothing was. */
    private Optional<Boolean> released(CredentialId id, Retrieval retrieval) {
        List<Boolean> genuine = new ArrayList<>();
        refusal(() -> {
            try (RetrievedCredential value = retrieval.run()) {
                genuine.add(value.id().equals(id) && rich.isGenuine(value));
            }
        });
        return genuine.stream().findFirst();
    }

    private void bystanderIsServed() {
        if (!COMMON.contains(mutation.table().name())
                && !touched().contains(rich.bystander())
                && !mutation.reaches(rich.lastSeq())) {
            refusal(this::appendToTrail)
                    .ifPresent(refusal -> problem("the bystander was refused: " + refusal.getMessage()));
        }
    }

    /** The credentials that the rows belong to; some of all where the whole store hangs on them. */
    private List<CredentialId> touched() {
        String column = mutation.table().has("credential_id") ? "credential_id" : "id";
        if (COMMON.contains(mutation.table().name())) {
            return rich.serving().subList(0, 1);
        }
        return rich.serving().stream()
                .filter(id -> mutation.rows().stream()
                        .anyMatch(row -> row.text(column).equals(id.value())))
                .toList();
    }

    private void readingIsRefused() {
        List<CredentialStoreException> refusals =
                readings().stream().map(this::refusal).flatMap(Optional::stream).toList();
        if (refusals.stream().noneMatch(refusal -> CLOSED.contains(refusal.code())) && !isLeftToVerification()) {
            problem("it was read without a word " + refusals);
        }
    }

    /**
     * A page of the trail does not miss an entry; a row of nobody's credential, a second state, or a digest on nobody's path
     * is not looked at; counts are shown as they stand; what the server cuts off is not seen.
     */
    private boolean isLeftToVerification() {
        boolean isCount = mutation.table().name().equals("credential_access_counts");
        boolean isGoneFromTrail =
                mutation.table().has("seq") && mutation.added().isEmpty();
        boolean isOrphan = mutation.rows().stream()
                .anyMatch(row -> row.table().has("credential_id")
                        && row.text("credential_id").equals(rich.deleted().value()));
        boolean isNeverRead = mutation.table().name().equals("store_state")
                && mutation.removed().isEmpty();
        return isGoneFromTrail || isOrphan || isNeverRead || isCount || isPlantedAside() || isCutAtZero();
    }

    private boolean isCutAtZero() {
        return mutation.kind().equals("extend behind a zero") && rich.ground().cutsTextAtZero();
    }

    private boolean isPlantedAside() {
        return mutation.table().name().equals("credential_digests")
                && mutation.removed().isEmpty()
                && mutation.added().stream()
                        .noneMatch(node -> everyId().anyMatch(id -> Places.isOnPath(node, id.value())));
    }

    /** Calls that read the rows; one of them at least has to be refused. */
    private List<Call> readings() {
        return switch (mutation.table().name()) {
            case "credentials" -> callsAbout("id", store::getCredential);
            case "credential_versions" -> callsAbout("credential_id", store::getCredentialVersions);
            case "credential_access_policies" -> callsAbout("credential_id", store::getAccessPolicies);
            case "credential_audit_log" -> List.of(this::readTrail, this::appendToTrail);
            case "credential_access_counts" -> List.of(store::getAuditSummary);
            case "credential_digests" -> everyCredential();
            case "store_state" -> List.of(() -> store.getCredential(rich.bystander()));
            case "key_slots", "encryption_keys" -> List.of(() -> store.removeMasterKey("mk_0000000000000000", null));
            case "credential_store_schema_history" -> List.of(() -> rich.open().close());
            default -> throw new IllegalStateException("Say here by which calls " + mutation.table() + " is read");
        };
    }

    private interface Reading {
        void of(CredentialId id);
    }

    private List<Call> callsAbout(String column, Reading reading) {
        return mutation.rows().stream()
                .map(row -> row.text(column))
                .distinct()
                .<Call>map(id -> () -> reading.of(CredentialId.of(id)))
                .toList();
    }

    private List<Call> everyCredential() {
        return everyId().<Call>map(id -> () -> store.getCredential(id)).toList();
    }

    private Stream<CredentialId> everyId() {
        return Stream.concat(rich.serving().stream(), Stream.of(rich.revoked(), rich.deleted()));
    }

    private void readTrail() {
        store.getAuditTrail(AuditQuery.all().withLimit(AuditQuery.MAX_LIMIT));
    }

    /** Calls that look at many rows; what was changed may be among them or not. */
    private void surveysAnswerOrRefuse() {
        List.<Call>of(
                        store::listCredentials,
                        store::getAuditSummary,
                        () -> store.findCredential("api_key"),
                        () -> store.getAccessibleCredentials(Entity.skill(RichStore.READER)),
                        () -> store.getGrantsExpiringBefore(Instant.parse("2040-01-01T00:00:00Z")))
                .forEach(this::refusal);
    }

    private void appendToTrail() {
        store.retrieveCredential(rich.bystander(), RichStore.READER).close();
    }

    private void verificationNamesIt() {
        List<IntegrityFinding> findings = new ArrayList<>();
        refusal(() -> findings.addAll(store.verifyIntegrity().findings()))
                .ifPresent(refusal -> problem("could not be verified: " + refusal.getMessage()));
        if (findings.isEmpty()) {
            problem("nothing was found");
        } else if (findings.stream().noneMatch(this::names)) {
            problem("found, but not where it is: " + findings);
        }
    }

    private boolean names(IntegrityFinding finding) {
        String table = mutation.table().name();
        if (finding.table().equals("storage")) {
            return (IN_STORAGE.contains(table) || isCutAtZero())
                    && finding.problem().contains(table);
        }
        return mutation.rows().stream().anyMatch(row -> Places.of(row).anyMatch(place -> place.isIn(finding)));
    }
}
