package io.credentialstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.spi.RowSeal;
import io.credentialstore.spi.StoredVersion;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link io.credentialstore.spi.CredentialRepository} does with the versions of a credential. */
public abstract class VersionRepositoryContract extends PortContract {
    private static final String FIRST = Rows.credentialId(1);

    /** For subclasses. */
    protected VersionRepositoryContract() {}

    @BeforeEach
    void insertCredentials() {
        write(tables -> {
            tables.credentials().insert(Rows.credential(1));
            tables.credentials().insert(Rows.credential(2));
        });
    }

    @Test
    void findVersion_ofAnUnknownNumber_isEmpty() {
        assertThat(found(tables -> tables.credentials().findVersion(FIRST, 1))).isEmpty();
    }

    @Test
    void version_isReadBackColumnByColumn() {
        write(tables -> {
            tables.credentials().insertVersion(Rows.version(1, 1));
            tables.credentials().insertVersion(Columns.bare(Rows.version(1, 2)));
        });

        assertThat(found(tables -> tables.credentials().findVersion(FIRST, 1))).contains(Rows.version(1, 1));
        assertThat(found(tables -> tables.credentials().findVersion(FIRST, 2)))
                .contains(Columns.bare(Rows.version(1, 2)));
    }

    @Test
    void version_withTheLargestValue_isReadBack() {
        StoredVersion large = Columns.with(Rows.version(1, 1), "encryptedValue", Rows.everyByte(6 * 65_536));

        write(tables -> tables.credentials().insertVersion(large));

        assertThat(found(tables -> tables.credentials().findVersion(FIRST, 1))).contains(large);
    }

    @Test
    void listVersions_sortsByNumber_andLeavesOutOtherCredentials() {
        write(tables -> {
            IntStream.of(10, 2, 1, 9).forEach(n -> tables.credentials().insertVersion(Rows.version(1, n)));
            tables.credentials().insertVersion(Rows.version(2, 5));
        });

        assertThat(rows(tables -> tables.credentials().listVersions(FIRST)))
                .containsExactly(Rows.version(1, 1), Rows.version(1, 2), Rows.version(1, 9), Rows.version(1, 10));
    }

    @Test
    void versionSeals_nameTheNumberInDecimal_andSortByIt() {
        write(tables -> IntStream.of(10, 2, 1).forEach(n -> tables.credentials().insertVersion(Rows.version(1, n))));

        assertThat(rows(tables -> tables.credentials().versionSeals(FIRST)))
                .containsExactly(
                        new RowSeal("1", Rows.bytes(32, 1)),
                        new RowSeal("2", Rows.bytes(32, 2)),
                        new RowSeal("10", Rows.bytes(32, 10)));
    }

    @Test
    void insertVersion_withTheNumberOfAnother_isRefused() {
        write(tables -> tables.credentials().insertVersion(Rows.version(1, 1)));

        refusesToWrite(tables -> tables.credentials().insertVersion(Columns.changed(Rows.version(1, 1), "salt")));

        assertThat(rows(tables -> tables.credentials().listVersions(FIRST))).containsExactly(Rows.version(1, 1));
    }

    @Test
    void insertVersion_ofAnUnknownCredential_isRefused() {
        refusesToWrite(tables -> tables.credentials().insertVersion(Rows.version(3, 1)));

        assertThat(rows(tables -> tables.credentials().orphanedParents())).isEmpty();
    }

    @Test
    void updateVersion_replacesEveryColumnButTheKey_andNoOtherRow() {
        write(tables -> {
            tables.credentials().insertVersion(Rows.version(1, 1));
            tables.credentials().insertVersion(Rows.version(1, 2));
            tables.credentials().insertVersion(Rows.version(2, 1));
        });
        StoredVersion changed = Rows.version(1, 1);
        for (String column : Columns.of(StoredVersion.class)) {
            boolean isKey = column.equals("credentialId") || column.equals("version");
            changed = isKey ? changed : Columns.changed(changed, column);
        }
        StoredVersion other = Columns.with(changed, "encryptedValue", Rows.bytes(64, 1));

        write(tables -> tables.credentials().updateVersion(other));

        assertThat(rows(tables -> tables.credentials().listVersions(FIRST))).containsExactly(other, Rows.version(1, 2));
        assertThat(rows(tables -> tables.credentials().listVersions(Rows.credentialId(2))))
                .containsExactly(Rows.version(2, 1));
    }

    @Test
    void updateVersion_ofAnUnknownOne_isRefused() {
        refusesToWrite(tables -> tables.credentials().updateVersion(Rows.version(1, 1)));

        assertThat(rows(tables -> tables.credentials().listVersions(FIRST))).isEmpty();
    }

    @Test
    void deleteVersion_removesThatOneOnly() {
        write(tables -> {
            tables.credentials().insertVersion(Rows.version(1, 1));
            tables.credentials().insertVersion(Rows.version(1, 2));
            tables.credentials().insertVersion(Rows.version(2, 1));
        });

        write(tables -> tables.credentials().deleteVersion(FIRST, 1));

        assertThat(rows(tables -> tables.credentials().listVersions(FIRST))).containsExactly(Rows.version(1, 2));
        assertThat(found(tables -> tables.credentials().findVersion(Rows.credentialId(2), 1)))
                .isPresent();
    }
}
