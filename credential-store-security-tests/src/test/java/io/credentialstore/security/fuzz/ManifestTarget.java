package io.credentialstore.security.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.credentialstore.examples.executor.ExecutorException;
import io.credentialstore.examples.executor.ExecutorException.Reason;
import io.credentialstore.examples.executor.ManifestReader;
import io.credentialstore.examples.executor.SkillManifest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A skill's manifest: refused in one line, or made of printable names that read back when they are written again. */
final class ManifestTarget {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ManifestTarget() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        read(input).ifPresent(manifest -> {
            Refusals.assertPrintableLine(manifest.toString());
            assertThat(read(written(manifest))).contains(manifest);
        });
    }

    private static Optional<SkillManifest> read(byte[] yaml) {
        try {
            return Optional.of(ManifestReader.read("skill.yaml", new ByteArrayInputStream(yaml)));
        } catch (ExecutorException e) {
            assertThat(e.reason()).isEqualTo(Reason.MALFORMED_MANIFEST);
            Refusals.assertPrintableLine(String.valueOf(e.getMessage()));
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** JSON is YAML. */
    private static byte[] written(SkillManifest manifest) {
        try {
            return JSON.writeValueAsString(manifest).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
