package io.credentialstore.jdbc.internal.repository;

import io.credentialstore.audit.AuditAction;
import io.credentialstore.audit.AuditQuery;
import io.credentialstore.model.CredentialFilter;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.CredentialStatus;
import io.credentialstore.model.CredentialType;
import io.credentialstore.model.Entity;
import io.credentialstore.model.Environment;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Every statement that a repository can run: those on its methods, and those that it makes up for each question. */
final class Statements {
    private static final CredentialId ID = CredentialId.of("cred_20300101_anybodysid");

    /** What can be asked of the trail, each part by itself; later ones undo earlier ones that they exclude. */
    private static final List<UnaryOperator<AuditQuery>> TRAIL = List.of(
            query -> query.withCredential(ID),
            query -> query.withEntity(Entity.skill("skill")),
            query -> query.withUser("user"),
            query -> query.withAction(AuditAction.RETRIEVE),
            query -> query.withAction(AuditAction.ROTATE),
            AuditQuery::failuresOnly,
            AuditQuery::successesOnly,
            query -> query.withSince(Instant.EPOCH),
            query -> query.withUntil(Instant.EPOCH),
            AuditQuery::oldestFirst,
            query -> query.withAfter(1L));

    private static final List<UnaryOperator<CredentialFilter>> CREDENTIALS = List.of(
            filter -> filter.withService("service"),
            filter -> filter.withType(CredentialType.API_KEY),
            filter -> filter.withEnvironment(Environment.PRODUCTION),
            filter -> filter.withStatus(CredentialStatus.ACTIVE),
            filter -> filter.withAfter(ID));

    private Statements() {}

    static Set<String> of(Class<?> repository, Handle handle) throws ReflectiveOperationException {
        Set<String> statements = new TreeSet<>();
        handle.setSqlLogger(new SqlLogger() {
            @Override
            public void logBeforeExecution(StatementContext context) {
                statements.add(context.getRenderedSql());
            }
        });
        for (Field field : repository.getFields()) {
            if (field.get(null) instanceof DirectWrite direct) {
                statements.add(direct.sql());
            }
        }
        for (Method method : repository.getDeclaredMethods()) {
            statements.addAll(written(method));
            ask(handle.attach(repository), method);
        }
        return statements;
    }

    private static List<String> written(Method method) {
        return Stream.of(
                        Stream.ofNullable(method.getAnnotation(SqlQuery.class)).map(SqlQuery::value),
                        Stream.ofNullable(method.getAnnotation(SqlUpdate.class)).map(SqlUpdate::value),
                        Stream.ofNullable(method.getAnnotation(SqlBatch.class)).flatMap(sql -> Stream.of(sql.value())))
                .flatMap(sql -> sql)
                .toList();
    }

    /** Whatever takes a question makes up its statement, and is asked every question. */
    private static void ask(Object repository, Method method) throws ReflectiveOperationException {
        Class<?>[] types = method.getParameterTypes();
        Object[] arguments = new Object[types.length];
        Arrays.fill(arguments, "of whom");
        for (Object question : types.length == 0 ? List.of() : questions(types[types.length - 1])) {
            arguments[types.length - 1] = question;
            method.invoke(repository, arguments);
        }
    }

    private static List<?> questions(Class<?> type) {
        if (type == AuditQuery.class) {
            return combinations(AuditQuery.all(), TRAIL);
        }
        return type == CredentialFilter.class ? combinations(CredentialFilter.all(), CREDENTIALS) : List.of();
    }

    private static <T> List<T> combinations(T all, List<UnaryOperator<T>> parts) {
        List<T> questions = new ArrayList<>(List.of(all));
        for (UnaryOperator<T> part : parts) {
            questions.addAll(questions.stream().map(part).toList());
        }
        return questions;
    }

    /** Methods that are neither statements nor made of them; there may be none, or a statement could hide. */
    static List<Method> unexplained(Class<?> repository) {
        return Arrays.stream(repository.getDeclaredMethods())
                .filter(method -> !method.isSynthetic()
                        && !method.isDefault()
                        && written(method).isEmpty())
                .toList();
    }
}
