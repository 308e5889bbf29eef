package io.credentialstore.security.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("S4: core as a module")
class ModuleBoundaryTest {
    private static final List<String> MODULES = List.of(
            "credential-store-core",
            "jackson-annotations",
            "jackson-core",
            "jackson-databind",
            "bcprov",
            "slf4j-api",
            "jspecify");

    private static String run(boolean asModule) throws IOException, InterruptedException {
        String here = System.getProperty("java.class.path");
        String modules = Arrays.stream(here.split(File.pathSeparator))
                .filter(entry -> MODULES.stream().anyMatch(entry::contains))
                .collect(Collectors.joining(File.pathSeparator));
        String tests = Arrays.stream(here.split(File.pathSeparator))
                .filter(entry ->
                        Path.of(entry).endsWith(Path.of("credential-store-security-tests", "target", "test-classes")))
                .collect(Collectors.joining());
        List<String> command = asModule
                ? List.of("--module-path", modules, "--add-modules", "io.credentialstore.core", "-classpath", tests)
                : List.of("-classpath", modules + File.pathSeparator + tests);
        ProcessBuilder child = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString());
        child.command().addAll(command);
        child.command().add(Prying.class.getName());
        Process process = child.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said.strip();
    }

    @Test
    @DisplayName("lets no other module read private fields by reflection; on the class path it can: a stated limit")
    void privateFields_areClosedToOtherModules() throws IOException, InterruptedException {
        assertThat(run(true))
                .isEqualTo("InaccessibleObjectException, InaccessibleObjectException, IllegalAccessException");
        assertThat(run(false)).isEqualTo("read, read, read");
    }
}
