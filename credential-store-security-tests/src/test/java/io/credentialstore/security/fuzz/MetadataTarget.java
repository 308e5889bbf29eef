package io.credentialstore.security.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.model.Metadata;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** JSON of metadata: refused, or kept in a compact form that means the same, fits its limit, and is its own compact form. */
final class MetadataTarget {
    private MetadataTarget() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        Refusals.resultOf(() -> Metadata.ofJson(Input.text(input))).ifPresent(metadata -> {
            String json = metadata.toJson();
            Map<String, Object> entries = metadata.toMap();
            assertThat(json.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(Metadata.MAX_BYTES);
            assertThat(Metadata.ofJson(json)).isEqualTo(metadata);
            assertThat(Metadata.of(entries).toMap()).isEqualTo(entries);
        });
    }
}
