package io.credentialstore.jdbc.internal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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
    @DisplayName("W17: a folder is not relied upon while a change could bear the time of the one before")
    void a_folder_is_not_relied_upon_while_a_change_could_bear_the_time_of_the_one_before() throws IOException {
        assertThat(FolderState.of(folder, LATER).settled()).isTrue();
        Files.createFile(folder.resolve("file"));
        assertThat(FolderState.of(folder, InstantSource.system()).settled()).isFalse();
        assertThat(FolderState.of(folder, InstantSource.fixed(Instant.EPOCH)).settled())
                .as("clock set back")
                .isFalse();
    }
}
