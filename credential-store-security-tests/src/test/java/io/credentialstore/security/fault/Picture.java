package io.credentialstore.security.fault;

import io.credentialstore.CredentialStore;
import io.credentialstore.audit.AuditEntry;
import io.credentialstore.audit.AuditPage;
import io.credentialstore.audit.AuditQuery;
import io.credentialstore.model.Credential;
import io.credentialstore.model.CredentialStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that a store shows of itself. Two stores on which the same steps were played look the same.
 *
 * @param lines in an order of their own
 */
record Picture(List<String> lines) {

    /** Takes a picture; the values are retrieved last, since that adds to the trail. */
    static Picture of(Stage stage) {
        CredentialStore store = stage.store();
        List<Credential> credentials = store.listCredentials();
        List<String> lines = new ArrayList<>();
        lines.add("opens with " + stage.key() + ", one of "
                + store.getMasterKeys().size());
        credentials.forEach(credential -> lines.addAll(linesOf(store, credential)));
        trail(store).forEach(entry -> lines.add(lineOf(entry)));
        credentials.stream()
                .filter(credential -> credential.status() == CredentialStatus.ACTIVE)
                .forEach(credential -> lines.add(valueOf(store, credential)));
        return new Picture(lines);
    }

    private static List<String> linesOf(CredentialStore store, Credential credential) {
        return Stream.of(
                        List.of(credential),
                        store.getCredentialVersions(credential.id()),
                        store.getAccessPolicies(credential.id()))
                .flatMap(List::stream)
                .map(Object::toString)
                .toList();
    }

    private static String valueOf(CredentialStore store, Credential credential) {
        return credential.id() + " is " + Step.text(store.retrieveCredentialAsOwner(credential.id(), null));
    }

    private static List<AuditEntry> trail(CredentialStore store) {
        List<AuditEntry> trail = new ArrayList<>();
        Optional<AuditQuery> next = Optional.of(AuditQuery.all().oldestFirst().withLimit(AuditQuery.MAX_LIMIT));
        while (next.isPresent()) {
            AuditPage page = store.getAuditTrail(next.get());
            trail.addAll(page.entries());
            next = page.next();
        }
        return trail;
    }

    /** Without what depends on keys that are drawn at random. */
    private static String lineOf(AuditEntry entry) {
        return Stream.of(
                        entry.seq(),
                        entry.id(),
                        entry.timestamp(),
                        entry.action(),
                        entry.credentialId(),
                        entry.version(),
                        entry.entity(),
                        entry.userId(),
                        entry.success(),
                        entry.errorCode())
                .map(String::valueOf)
                .collect(Collectors.joining(" "));
    }

    /** What only one of the two shows. */
    List<String> differences(Picture other) {
        List<String> differences = new ArrayList<>();
        lines.stream()
                .filter(line -> !other.lines.contains(line))
                .forEach(line -> differences.add("too much: " + line));
        other.lines.stream().filter(line -> !lines.contains(line)).forEach(line -> differences.add("missing: " + line));
        return differences;
    }
}
