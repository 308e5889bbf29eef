package io.credentialstore.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds the Java blocks of the documentation to the regions of tested classes. To write the regions into the pages:
 * {@code mvn test -pl credential-store-examples -am -Dtest=SnippetsTest -Dsnippets.write=true
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class SnippetsTest {
    private static final Path MAIN = Path.of("src", "main", "java");
    private static final Path TEST = Path.of("src", "test", "java");

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "CREDENTIALS_GUIDE.md"})
    void page_equalsTheRegionsItNames(String name) throws IOException {
        Path page = Path.of("..", name);
        assumeTrue(Files.exists(page), name + " is not written yet");
        String filled = new Snippets(MAIN, TEST).filled(Files.readString(page));
        if (Boolean.getBoolean("snippets.write")) {
            Files.writeString(page, filled);
        }

        assertThat(Files.readString(page))
                .as("Run this test with -Dsnippets.write=true to write the regions into " + name)
                .isEqualTo(filled);
    }

    private static final String SOURCE = """
            class Sample {
                void run() {
                    // tag::whole[]
                    // tag::first[]
                    int a = 1;
                    // end::first[]
                    if (a > 0) {
                        // tag::second[]
                        a++;
                        // end::second[]
                    }
                    // end::whole[]
                    // tag::open[]
                    // tag::parts[]
                    int b;
                    // end::parts[]
                    hidden();
                    // tag::parts[]
                    b = 2;
                    // end::parts[]
                }
            }
            """;

    @Test
    void filled_blockThatDrifted_getsTheRegionBack(@TempDir Path folder) throws IOException {
        String page = """
                # Title

                <!-- snippet: Sample#whole -->

                ```java
                int a = 2;
                ```

                ```sh
                ls
                ```
                """;

        assertThat(filled(folder, page))
                .isEqualTo(page.replace("int a = 2;\n", "int a = 1;\nif (a > 0) {\n    a++;\n}\n"));
    }

    @Test
    void filled_severalBlocksAlsoInLists_areAllRight(@TempDir Path folder) throws IOException {
        String page = """
                <!-- snippet: Sample#first -->
                ```java
                ```
                1. step
                   <!-- snippet: Sample#parts -->
                   ```java
                   int b;
                   b = 2;
                   ```
                """;

        String filled = filled(folder, page);

        assertThat(filled).isEqualTo(page.replaceFirst("java\n", "java\nint a = 1;\n"));
        assertThat(filled(folder, filled)).isEqualTo(filled);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ```java#int a;#```                                    | line 1: a Java block needs a line before it
                    text#```Java title=x#int a;#```                       | line 2: a Java block needs
                    <!-- snippet: Sample -->#```java#int a;#```           | line 2: a Java block needs
                    <!-- snippet: Sample#first -->#text#~~~ java#a#~~~    | line 3: a Java block needs
                    <!-- snippet: Sample#first -->#```java#int a;         | line 2: the block is never closed
                    <!-- snippet: Sample#absent -->#```java#```           | Sample: has no region absent
                    <!-- snippet: Sample#open -->#```java#```             | Sample: never closed: open
                    <!-- snippet: Nowhere#first -->#```java#```           | Nowhere.java is there 0 times
                    """)
    void filled_blockWithoutItsRegion_isRefused(String page, String problem, @TempDir Path folder) {
        String lines = page.replace("Sample#", "Sample\u0000").replace("Nowhere#", "Nowhere\u0000");
        String restored = lines.replace('#', '\n').replace('\u0000', '#') + "\n";

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> filled(folder, restored))
                .withMessageContaining(problem);
    }

    private static String filled(Path folder, String page) throws IOException {
        Files.writeString(folder.resolve("Sample.java"), SOURCE);
        return new Snippets(folder).filled(page);
    }
}
