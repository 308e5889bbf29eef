package io.credentialstore.examples.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.credentialstore.placeholder.core.Placeholder;
import org.h2.jdbcx.JdbcDataSource;

/** Holds the place of the demo. */
public final class Demo {

    private Demo() {}

    /**
     * Prints one line.
     *
     * @param args ignored
     * @throws JsonProcessingException never
     */
    public static void main(String[] args) throws JsonProcessingException {
        String name = new ObjectMapper(new YAMLFactory())
                .readTree("name: demo")
                .path("name")
                .asText();
        System.out.println(String.join(
                " ",
                name,
                Placeholder.name(),
                io.credentialstore.placeholder.jdbc.Placeholder.sqliteVersion(),
                new JdbcDataSource().getDescription(),
                System.getenv("MASTER_ENCRYPTION_KEY") == null ? "without key" : "with key"));
    }
}
