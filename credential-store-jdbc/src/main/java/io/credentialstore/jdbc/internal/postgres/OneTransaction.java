package io.credentialstore.jdbc.internal.postgres;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Lends a connection out so that everything done with it is part of the transaction that it is in. Flyway would commit a
 * migration on one connection and write down on a second one that it did; whatever ended it in between would leave tables of
 * which nobody knows. Stateless.
 */
final class OneTransaction {
    /** What the owner of the transaction decides, and nobody else. */
    private static final Set<String> NOT_LENT = Set.of("commit", "rollback", "setAutoCommit", "close");

    private OneTransaction() {}

    /**
     * A data source that has this connection and no other.
     *
     * @param connection in a transaction, which its owner ends
     */
    static DataSource of(Connection connection) {
        Connection lent = implement(
                Connection.class,
                (self, method, arguments) ->
                        NOT_LENT.contains(method.getName()) ? null : call(connection, method, arguments));
        return implement(DataSource.class, (self, method, arguments) -> {
            if (method.getReturnType() == Connection.class) {
                return lent;
            }
            throw new UnsupportedOperationException(method.getName());
        });
    }

    private static <T> T implement(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(OneTransaction.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object call(Connection connection, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
