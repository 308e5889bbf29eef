package io.credentialstore.security.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.jdbc.internal.sqlite.SettledStore;
import io.credentialstore.security.process.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who asks for the times of the log makes each sync write one more block (Linux 6.13). */
class LooksTest {
    @TempDir
    private Path folder;

    @Test
    @DisplayName("while no name in the folder changes, transactions do not look at the store's files")
    void transactions_do_not_look_at_the_files_while_no_name_changes() throws IOException, InterruptedException {
        Strace.require();
        int few = looks(5);
        assertThat(few).as("looks while opening").isPositive();
        assertThat(looks(50)).isEqualTo(few);
    }

    private int looks(int turns) throws IOException, InterruptedException {
        Path store = folder.toRealPath().resolve(turns + ".db");
        Path log = folder.resolve("log" + turns);
        ProcessBuilder traced = new ProcessBuilder("strace", "-f", "-qq", "-e", "trace=%%stat", "-o", log.toString());
        traced.command()
                .addAll(ChildJvm.of(SettledStore.class, List.of(), store, turns).command());
        assertThat(traced.inheritIO().start().waitFor()).isZero();
        return (int) Files.readAllLines(log).stream()
                .filter(line -> line.contains(store.toString()))
                .count();
    }
}
