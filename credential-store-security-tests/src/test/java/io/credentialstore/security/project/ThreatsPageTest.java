package io.credentialstore.security.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("docs/threats.md")
class ThreatsPageTest {
    /** How many threats each group has. */
    private static final Map<String, Integer> GROUPS =
            Map.of("R", 8, "W", 19, "F", 7, "P", 15, "K", 13, "A", 13, "X", 7, "I", 8, "S", 4);

    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([RWFPKAXIS]\\d+) \\| [^|]+ \\| ([^|]+) \\|$");
    private static final Pattern CLASS = Pattern.compile("`(\\w+(?:Test|Contract))`");
    private static final Pattern STATED = Pattern.compile("SECURITY\\.md, \\*([^*]+)\\*");
    private static final Pattern NAME = Pattern.compile("@(?:DisplayName|Label)\\(\\s*\"((?:[^\"\\\\]|\\\\.)*)");
    private static final Pattern ID = Pattern.compile("\\b([RWFPKAXIS]\\d{1,2})\\b(?=[^:]*:)");

    private static Map<String, String> rows() throws IOException {
        Map<String, String> rows = new LinkedHashMap<>();
        ROW.matcher(Files.readString(ProjectFiles.ROOT.resolve("docs/threats.md")))
                .results()
                .forEach(row -> assertThat(rows.put(row.group(1), row.group(2)))
                        .as(row.group(1))
                        .isNull());
        return rows;
    }

    /** The classes that say in a display name which threats they are about. */
    private static Map<String, Set<String>> tests() throws IOException {
        Map<String, Set<String>> tests = new TreeMap<>();
        for (Path file : ProjectFiles.all()) {
            String name = String.valueOf(file.getFileName()).replaceFirst("\\.java$", "");
            if (CLASS.matcher("`" + name + "`").matches()) {
                idsIn(ProjectFiles.text(file).orElseThrow())
                        .forEach(id -> tests.computeIfAbsent(id, key -> new TreeSet<>())
                                .add(name));
            }
        }
        return tests;
    }

    private static Stream<String> idsIn(String source) {
        return NAME.matcher(source)
                .results()
                .flatMap(name -> ID.matcher(name.group(1)).results().map(MatchResult::group));
    }

    private static Set<String> classesIn(String cell) {
        return CLASS.matcher(cell)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    @DisplayName("has one row for each threat, and no other")
    void page_isComplete() throws IOException {
        List<String> all = GROUPS.entrySet().stream()
                .flatMap(group -> IntStream.rangeClosed(1, group.getValue()).mapToObj(i -> group.getKey() + i))
                .toList();
        assertThat(rows().keySet()).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    @DisplayName("names for each threat exactly the tests that carry its id")
    void rows_nameTheirTests() throws IOException {
        Map<String, Set<String>> tests = tests();
        rows().forEach((id, cell) -> assertThat(classesIn(cell))
                .as(id)
                .isEqualTo(Optional.ofNullable(tests.get(id)).orElse(Set.of())));
    }

    @Test
    @DisplayName("says for each threat without a test where its limit is stated, or what is missing")
    void rows_withoutATest_sayWhy() throws IOException {
        rows().forEach((id, cell) -> assertThat(
                        !classesIn(cell).isEmpty() || cell.contains("SECURITY.md") || cell.contains("open:"))
                .as("%s: %s", id, cell)
                .isTrue());
    }

    @Test
    @DisplayName("points to words that stand in SECURITY.md")
    void statedLimits_areStated() throws IOException {
        String stated =
                Files.readString(ProjectFiles.ROOT.resolve("SECURITY.md")).replaceAll("\\s+", " ");
        rows().forEach((id, cell) -> STATED.matcher(cell)
                .results()
                .forEach(words -> assertThat(stated).as(id).contains(words.group(1))));
    }
}
