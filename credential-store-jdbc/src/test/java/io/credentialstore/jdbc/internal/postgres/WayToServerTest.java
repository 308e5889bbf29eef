package io.credentialstore.jdbc.internal.postgres;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.credentialstore.error.InvalidInputException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class WayToServerTest {
    @ParameterizedTest
    @DisplayName(
            "a server on this machine needs no TLS, nor one of which the caller says so, nor is another driver judged")
    @NullSource
    @ValueSource(
            strings = {
                "jdbc:postgresql:db",
                "jdbc:postgresql:///db",
                "jdbc:postgresql://localhost/db",
                "jdbc:postgresql://LOCALHOST:5433/db?user=x",
                "jdbc:postgresql://127.0.0.1,[::1]:5432,localhost:1/db",
                "jdbc:postgresql://db.example.org/db?user=x&sslmode=verify-full",
                "jdbc:postgresql://db.example.org/db?ssl=true&user=x",
                "jdbc:postgresql://db.example.org/db?ssl",
                "jdbc:postgresql://db.example.org/db?sslmode=disable",
                "jdbc:other://db.example.org/db"
            })
    void accepted(String url) {
        assertThatCode(() -> WayToServer.require(url)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @DisplayName("a server on another machine is refused when nothing is said about TLS")
    @ValueSource(
            strings = {
                "jdbc:postgresql://db.example.org/db",
                "jdbc:postgresql://localhost,db.example.org:5432/db",
                "jdbc:postgresql://localhost.example.org/db",
                "jdbc:postgresql://127.0.0.1.example.org/db",
                "jdbc:postgresql://10.0.0.1:5432/db?user=x",
                "jdbc:postgresql://[2001:db8::1]:5432/db",
                "jdbc:postgresql://db.example.org/db?sslmode=",
                "jdbc:postgresql://db.example.org/db?ssl=false",
                "jdbc:postgresql://db.example.org/db?sslrootcert=x"
            })
    void refused(String url) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> WayToServer.require(url))
                .withMessageContaining("verify-full");
    }
}
