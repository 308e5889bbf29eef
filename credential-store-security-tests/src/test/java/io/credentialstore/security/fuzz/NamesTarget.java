package io.credentialstore.security.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.model.Caller;
import io.credentialstore.model.CredentialFilter;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Text as an id, a name, an entity and a free text: refused, or taken letter by letter and harmless wherever it is shown.
 * What is taken as a name cannot climb out of a folder either.
 */
final class NamesTarget {
    private NamesTarget() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        String text = Input.text(input);
        Caller caller = Caller.skill("skill");
        taken(text, () -> CredentialId.of(text).value(), "cred_[A-Za-z0-9]{1,24}_[A-Za-z0-9]{8,48}");
        taken(
                text,
                () -> Objects.requireNonNull(
                        CredentialFilter.all().withService(text).service()),
                "[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
        taken(text, () -> Entity.tool(text).id(), "[A-Za-z0-9][A-Za-z0-9._:/@-]{0,127}");
        taken(
                text,
                () -> Objects.requireNonNull(caller.withIpAddress(text).ipAddress()),
                "[0-9A-Fa-f.:]{2,45}(%[A-Za-z0-9._-]{1,32})?");
        taken(text, () -> Objects.requireNonNull(caller.withPurpose(text).purpose()), "(?s).{1,512}");
        taken(text, () -> Objects.requireNonNull(caller.withUser(text).userId()), "(?s).{1,512}");
        taken(text, () -> Objects.requireNonNull(caller.withRun(text).runId()), "(?s).{1,512}");
    }

    private static void taken(String text, Supplier<String> call, String form) {
        Optional<String> taken = Refusals.resultOf(call);
        taken.ifPresent(kept -> {
            assertThat(kept).isEqualTo(text).matches(form);
            Refusals.assertPrintableLine(kept);
        });
    }
}
