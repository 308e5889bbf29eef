package io.credentialstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.credentialstore.audit.AuditAction;
import io.credentialstore.audit.AuditEntry;
import io.credentialstore.audit.AuditQuery;
import io.credentialstore.error.AccessDeniedException;
import io.credentialstore.error.ClosedException;
import io.credentialstore.error.ConflictException;
import io.credentialstore.error.CredentialNotFoundException;
import io.credentialstore.error.CredentialStoreException;
import io.credentialstore.error.CredentialUnavailableException;
import io.credentialstore.error.ErrorCode;
import io.credentialstore.error.InvalidInputException;
import io.credentialstore.error.MasterKeyException;
import io.credentialstore.error.StorageException;
import io.credentialstore.error.StoreMovedException;
import io.credentialstore.error.TamperedException;
import io.credentialstore.error.UnsupportedStoreException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A call that failed as it should. What it left in the trail has to be said, by one of the two methods. */
final class Refused {
    private final Scene scene;
    private final CredentialStoreException error;
    private final long entriesBefore;

    private Refused(Scene scene, CredentialStoreException error, long entriesBefore) {
        this.scene = scene;
        this.error = error;
        this.entriesBefore = entriesBefore;
    }

    static Refused by(Scene scene, ErrorCode code, ThrowingCallable call) {
        long before = entries(scene);
        return new Refused(scene, error(code, call), before);
    }

    /** Runs a call that must fail with this code, in the class that goes with it. */
    static CredentialStoreException error(ErrorCode code, ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).isExactlyInstanceOf(classOf(code));
        CredentialStoreException error = (CredentialStoreException) thrown;
        assertThat(error.code()).isEqualTo(code);
        return error;
    }

    private static Class<? extends CredentialStoreException> classOf(ErrorCode code) {
        return switch (code) {
            case INVALID_INPUT -> InvalidInputException.class;
            case NOT_FOUND -> CredentialNotFoundException.class;
            case AMBIGUOUS, CONFLICT -> ConflictException.class;
            case ACCESS_DENIED -> AccessDeniedException.class;
            case CREDENTIAL_REVOKED, CREDENTIAL_EXPIRED, VERSION_UNAVAILABLE -> CredentialUnavailableException.class;
            case TAMPERED, ROLLED_BACK -> TamperedException.class;
            case MASTER_KEY_MISSING, MASTER_KEY_MALFORMED, MASTER_KEY_WRONG -> MasterKeyException.class;
            case STORE_MOVED -> StoreMovedException.class;
            case STORAGE_FAILURE -> StorageException.class;
            case CLOSED -> ClosedException.class;
            case UNSUPPORTED_FORMAT -> UnsupportedStoreException.class;
            default -> throw new IllegalArgumentException("no story expects " + code);
        };
    }

    private static long entries(Scene scene) {
        return scene.store().countAuditEntries(AuditQuery.all());
    }

    /** It left one entry, which says why in the same words, and harmed nothing. */
    AuditEntry recordedAs(AuditAction action, String errorCode) {
        assertThat(entries(scene)).as("entries in the trail").isEqualTo(entriesBefore + 1);
        AuditEntry entry = scene.newest();
        assertThat(entry.action()).isEqualTo(action);
        assertThat(entry.success()).isFalse();
        assertThat(entry.errorCode()).isEqualTo(errorCode);
        assertThat(entry.errorMessage()).isEqualTo(error.getMessage());
        scene.assertUnharmed();
        return entry;
    }

    /** It left no entry, and harmed nothing: a question, or an argument that nobody could act on. */
    CredentialStoreException unrecorded() {
        assertThat(entries(scene)).as("entries in the trail").isEqualTo(entriesBefore);
        scene.assertUnharmed();
        return error;
    }

    CredentialStoreException error() {
        return error;
    }
}
