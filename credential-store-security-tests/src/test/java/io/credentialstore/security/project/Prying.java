package io.credentialstore.security.project;

import io.credentialstore.secret.Secret;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The main program of somebody who reads what is private: fields by reflection, and a class that is not exported. */
final class Prying {
    private Prying() {}

    private interface Attempt {
        void run() throws ReflectiveOperationException;
    }

    public static void main(String[] args) {
        try (Secret secret = Secret.ofString("fake")) {
            System.out.println(
                    Stream.<Attempt>of(() -> readFields(secret), Prying::openConstructor, Prying::callInternal)
                            .map(Prying::outcome)
                            .collect(Collectors.joining(", ")));
        }
    }

    private static String outcome(Attempt attempt) {
        try {
            attempt.run();
            return "read";
        } catch (ReflectiveOperationException | RuntimeException e) {
            return e.getClass().getSimpleName();
        }
    }

    private static void readFields(Secret secret) throws ReflectiveOperationException {
        for (Field field : Secret.class.getDeclaredFields()) {
            field.setAccessible(true);
            field.get(secret);
        }
    }

    private static void openConstructor() {
        Arrays.stream(Secret.class.getDeclaredConstructors()).forEach((Constructor<?> c) -> c.setAccessible(true));
    }

    private static void callInternal() throws ReflectiveOperationException {
        Class.forName("io.credentialstore.internal.crypto.KeyBytes")
                .getMethod("owning", byte[].class)
                .invoke(null, (Object) new byte[32]);
    }
}
