package io.credentialstore;

import io.credentialstore.access.AccessLevel;
import io.credentialstore.error.ConflictException;
import io.credentialstore.error.CredentialNotFoundException;
import io.credentialstore.model.Credential;
import io.credentialstore.model.CredentialFilter;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.CredentialStatus;
import io.credentialstore.model.CredentialVersion;
import io.credentialstore.model.Entity;
import io.credentialstore.model.Environment;
import io.credentialstore.spi.StoredCredential;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Answers questions about credentials without decrypting any. Thread-safe. */
final class Catalog {
    private final StoreTransactions transactions;
    private final TrustedRows rows;
    private final AccessGuard guard;

    Catalog(StoreTransactions transactions, TrustedRows rows, AccessGuard guard) {
        this.transactions = transactions;
        this.rows = rows;
        this.guard = guard;
    }

    Credential get(CredentialId id) {
        return transactions.read(tx -> Domain.credential(rows.require(tx, id)));
    }

    Optional<Credential> find(String name, Environment environment) {
        return transactions.read(tx -> tx.tables()
                .credentials()
                .findByName(name, environment.code())
                .map(row -> Domain.credential(rows.verified(tx, row))));
    }

    List<Credential> list(CredentialFilter filter) {
        return transactions.read(tx -> tx.tables().credentials().list(filter).stream()
                .map(row -> Domain.credential(rows.verified(tx, row)))
                .toList());
    }

    long count(CredentialFilter filter) {
        return transactions.read(tx -> tx.tables().credentials().count(filter));
    }

    boolean isValid(CredentialId id) {
        return transactions.read(tx -> rows.find(tx, id)
                .map(row -> Domain.credential(row).servesAt(tx.now()))
                .orElse(false));
    }

    List<CredentialVersion> versions(CredentialId id) {
        return transactions.read(tx -> rows.versions(tx, rows.require(tx, id)).stream()
                .map(Domain::version)
                .toList());
    }

    Credential resolve(String service, Environment environment) {
        return transactions.read(tx -> single(service, environment, serving(tx, service, environment)));
    }

    private List<Credential> serving(StoreTransaction tx, String service, Environment environment) {
        CredentialFilter filter = CredentialFilter.all()
                .withService(service)
                .withEnvironment(environment)
                .withStatus(CredentialStatus.ACTIVE);
        return tx.tables().credentials().list(filter).stream()
                .map(row -> Domain.credential(rows.verified(tx, row)))
                .filter(credential -> credential.servesAt(tx.now()))
                .toList();
    }

    Optional<Credential> findFor(Entity entity, String name, Environment environment) {
        return transactions.read(tx -> tx.tables()
                .credentials()
                .findByName(name, environment.code())
                .filter(row -> isReadable(tx, row, entity))
                .map(Domain::credential));
    }

    Credential resolveFor(Entity entity, String service, Environment environment) {
        return transactions.read(tx -> single(
                service,
                environment,
                serving(tx, service, environment).stream()
                        .filter(credential -> guard.decide(tx, credential.id(), entity, AccessLevel.READ)
                                .isGranted())
                        .toList()));
    }

    private boolean isReadable(StoreTransaction tx, StoredCredential row, Entity entity) {
        return guard.decide(tx, CredentialId.of(row.id()), entity, AccessLevel.READ)
                .isGranted();
    }

    private static Credential single(String service, Environment environment, List<Credential> fitting) {
        if (fitting.isEmpty()) {
            throw new CredentialNotFoundException("serving credential for " + service + " in " + environment.code());
        }
        if (fitting.size() > 1) {
            String names = fitting.stream().map(Credential::name).collect(Collectors.joining(", "));
            throw ConflictException.ambiguous("Several credentials serve " + service + " in " + environment.code()
                    + ": " + names + ". Ask for one by name.");
        }
        return fitting.get(0);
    }

    /** Grants that have ended are passed over, so that a page is short only at the end. */
    List<Credential> accessibleTo(Entity entity, CredentialFilter filter) {
        return transactions.read(tx -> {
            List<Credential> readable = new ArrayList<>();
            List<StoredCredential> page = granted(tx, entity, filter);
            while (!page.isEmpty() && readable.size() < filter.limit()) {
                readable.addAll(readable(tx, entity, page));
                String last = page.get(page.size() - 1).id();
                page = granted(tx, entity, filter.withAfter(CredentialId.of(last)));
            }
            return List.copyOf(readable.subList(0, Math.min(readable.size(), filter.limit())));
        });
    }

    private static List<StoredCredential> granted(StoreTransaction tx, Entity entity, CredentialFilter filter) {
        return tx.tables().credentials().listGrantedTo(entity.type().code(), entity.id(), filter);
    }

    /** Deciding verifies a row, so what is left has been. */
    private List<Credential> readable(StoreTransaction tx, Entity entity, List<StoredCredential> granted) {
        return granted.stream()
                .filter(row -> isReadable(tx, row, entity))
                .map(Domain::credential)
                .toList();
    }
}
