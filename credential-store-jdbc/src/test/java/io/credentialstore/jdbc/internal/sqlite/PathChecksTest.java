package io.credentialstore.jdbc.internal.sqlite;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credentialstore.error.InvalidInputException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathChecksTest {
    @ParameterizedTest
    @ValueSource(strings = {"nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "9p"})
    @DisplayName("F6: network file systems are refused, because locks do not hold there")
    void network_file_systems_are_refused_because_locks_do_not_hold_there(String type) {
        assertThatThrownBy(() -> PathChecks.requireLocal(type))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs", "btrfs", "zfs", "tmpfs", "overlay", "apfs", "NTFS"})
    void local_file_systems_are_taken(String type) {
        assertThatCode(() -> PathChecks.requireLocal(type)).doesNotThrowAnyException();
    }
}
