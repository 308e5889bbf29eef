package io.credentialstore.jdbc.internal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderStateTest {
    private static final InstantSource LATER = InstantSource.offset(InstantSource.system(), Duration.ofDays(1));

    @TempDir
    private Path folder;

    @Test
    @DisplayName("W17: what is written into a file leaves its folder as it was, and another folder is another one")
    void what_is_written_into_a_file_leaves_its_folder_as_it_was() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        Path other = Files.createTempDirectory("other");
        FolderState before = FolderState.of(folder, LATER);
        Files.writeString(file, "written");
        assertThat(FolderState.of(folder, LATER)).isEqualTo(before);
        assertThat(FolderState.of(other, LATER)).isNotEqualTo(before);
        Files.delete(other);
        assertThatThrownBy(() -> FolderState.of(other, LATER)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    @DisplayName("W17: a folder is not relied upon for three seconds after a change, nor while the clock is behind it")
    void a_folder_is_not_relied_upon_for_three_seconds_after_a_change() throws IOException {
        Instant changed = ((FileTime) Files.getAttribute(folder, "unix:ctime"))
                .toInstant()
                .truncatedTo(ChronoUnit.MILLIS);
        assertThat(isSettledAt(changed.plusMillis(3_000))).isFalse();
        assertThat(isSettledAt(changed.plusMillis(3_001))).isTrue();
        assertThat(isSettledAt(Instant.EPOCH)).isFalse();
    }

    private boolean isSettledAt(Instant now) throws IOException {
        return FolderState.of(folder, InstantSource.fixed(now)).settled();
    }

    @Test
    @DisplayName("W17: file systems whose folders have no times are not relied upon")
    void file_systems_whose_folders_have_no_times_are_not_relied_upon() {
        assertThat(FolderState.isToldBy(Path.of("/proc"))).isFalse();
        assertThat(FolderState.isToldBy(Path.of("/nowhere"))).isFalse();
    }
}
