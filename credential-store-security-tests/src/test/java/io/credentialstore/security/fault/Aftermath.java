package io.credentialstore.security.fault;

import io.credentialstore.audit.AuditAction;
import io.credentialstore.audit.AuditQuery;
import io.credentialstore.audit.IntegrityFinding;
import io.credentialstore.error.CredentialStoreException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a fault has left of a store, held to what was acknowledged before it. The store must open and verify; every
 * acknowledged step must be in it; a step of which nobody knows must be in it as a whole or not at all; and the next call
 * must work. Stateless.
 */
final class Aftermath {
    private Aftermath() {}

    /** Opens the store of a folder and says what is wrong with it; nothing when it is as it must be. */
    static List<String> inconsistencies(Path folder) {
        return inconsistencies(folder, Stage.fileIn(folder).toString());
    }

    /** As {@link #inconsistencies(Path)}, with the store in some other place. */
    static List<String> inconsistencies(Path folder, String place) {
        Account account = Account.in(folder);
        try (Stage stage = Stage.open(folder, place)) {
            List<String> wrong = new ArrayList<>();
            for (IntegrityFinding finding : stage.store().verifyIntegrity().findings()) {
                wrong.add("it does not verify: " + finding);
            }
            resume(stage, account);
            wrong.addAll(differences(Picture.of(stage), account));
            return wrong;
        } catch (CredentialStoreException e) {
            return List.of("it does not work: " + e);
        }
    }

    /** What was broken off between two transactions goes on when its caller asks again. */
    private static void resume(Stage stage, Account account) {
        AuditQuery begun = AuditQuery.all().withAction(AuditAction.PRUNE);
        if (account.uncertain().contains(Step.PRUNE) && stage.store().countAuditEntries(begun) > 0) {
            stage.play(Step.PRUNE);
        }
    }

    private static List<String> differences(Picture seen, Account account) {
        List<String> least = List.of();
        for (Set<Step> steps : possibilities(account)) {
            List<String> differences = differences(seen, account, Reference.of(steps));
            if (differences.isEmpty()) {
                return differences;
            }
            least = least.isEmpty() || differences.size() < least.size() ? differences : least;
        }
        return least;
    }

    private static List<String> differences(Picture seen, Account account, Reference.Run expected) {
        List<String> differences = new ArrayList<>(seen.differences(expected.picture()));
        for (Step step : account.acknowledged()) {
            String outcome = String.valueOf(account.outcomes().get(step));
            if (!outcome.equals(expected.outcomes().get(step))) {
                differences.add(step + " told its caller: " + outcome);
            }
        }
        return differences;
    }

    /** What is acknowledged, with each choice of what is uncertain. */
    private static Set<Set<Step>> possibilities(Account account) {
        Set<Set<Step>> possibilities = new LinkedHashSet<>();
        possibilities.add(account.acknowledged());
        for (Step step : account.uncertain()) {
            for (Set<Step> without : List.copyOf(possibilities)) {
                Set<Step> with = EnumSet.copyOf(without.isEmpty() ? EnumSet.of(step) : without);
                with.add(step);
                possibilities.add(with);
            }
        }
        return possibilities;
    }
}
