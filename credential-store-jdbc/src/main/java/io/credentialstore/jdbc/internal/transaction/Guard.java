package io.credentialstore.jdbc.internal.transaction;

import io.credentialstore.error.ClosedException;
import io.credentialstore.error.CredentialStoreException;
import io.credentialstore.error.InternalBugException;
import io.credentialstore.error.StorageException;
import io.credentialstore.jdbc.internal.repository.LeavesNoBytes;
import java.lang.reflect.Method;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.extension.AttachedExtensionHandler;
import org.jdbi.v3.core.extension.ExtensionHandler;
import org.jdbi.v3.core.extension.ExtensionHandlerCustomizer;
import org.jspecify.annotations.Nullable;

/**
 * Stands around every call of a repository. Failures leave it in the library's words, and a transaction that the database
 * has given up takes no further statement: outside of it, each would be committed by itself.
 */
final class Guard implements ExtensionHandlerCustomizer {
    private final Dialect dialect;
    private final AtomicBoolean closed;

    /** For each storage: copying from one to another is a transaction inside a transaction, and harmless. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<@Nullable Scope> current = new ThreadLocal<>();

    Guard(Dialect dialect, AtomicBoolean closed) {
        this.dialect = dialect;
        this.closed = closed;
    }

    /** Starts a scope on this thread; a second one inside it would wait for itself. */
    Scope enter() {
        if (current.get() != null) {
            throw new InternalBugException("A transaction was started inside another one of the same thread", null);
        }
        Scope scope = new Scope();
        current.set(scope);
        return scope;
    }

    void leave() {
        current.remove();
    }

    boolean isInside() {
        return current.get() != null;
    }

    @Override
    public ExtensionHandler customize(ExtensionHandler method, Class<?> repository, Method declared) {
        boolean leavesNoBytes = declared.isAnnotationPresent(LeavesNoBytes.class);
        return (config, target) -> around(method.attachTo(config, target), leavesNoBytes);
    }

    private AttachedExtensionHandler around(AttachedExtensionHandler method, boolean leavesNoBytes) {
        return (handles, arguments) -> {
            Scope scope = living(handles.getHandle());
            if (leavesNoBytes) {
                scope.deletes();
            }
            try {
                return method.invoke(handles, arguments);
            } catch (JdbiException failure) {
                throw translate(scope, failure);
            }
        };
    }

    private Scope living(Handle handle) {
        Scope scope = current.get();
        if (scope == null || !scope.isOn(handle)) {
            throw new ClosedException("Transaction");
        }
        scope.refuseDoomed();
        return scope;
    }

    /** The same failure in the library's words. */
    CredentialStoreException translate(Scope scope, JdbiException failure) {
        SQLException below = SqlCauses.of(failure);
        return below == null ? unknown(failure) : translate(scope, below);
    }

    /** The same failure in the library's words. */
    CredentialStoreException translate(Scope scope, SQLException failure) {
        if (!dialect.isBroken(failure)) {
            return dialect.translate(failure);
        }
        // Closing breaks off what does not end, and the failure is only how that looks from here.
        CredentialStoreException lost = closed.get() ? new ClosedException("Store") : dialect.translate(failure);
        scope.doom(lost);
        return lost;
    }

    /** Not kept as the cause: Jdbi puts arguments into some of its messages. */
    private static StorageException unknown(JdbiException failure) {
        return StorageException.failure(
                "A row could not be written or read (" + failure.getClass().getSimpleName()
                        + "). Run verifyIntegrity() to see whether the store is damaged.",
                null);
    }
}
