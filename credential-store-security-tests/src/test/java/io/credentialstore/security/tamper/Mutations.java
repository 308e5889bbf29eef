package io.credentialstore.security.tamper;

import io.credentialstore.security.report.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes every mutation of a table from its rows as they are now and as they were at earlier moments. */
final class Mutations {
    /** Rows at each end of a table that the quick matrix looks at. */
    private static final int SAMPLE = 1;

    /** What a forged row has in columns that are unique: a grant, for one, is for somebody who has none. */
    private static final Map<String, Object> FREE =
            Map.of("entity_id", RichStore.STRANGER.entity().id(), "name", "planted", "term", 7L);

    private final Table table;
    private final List<Row> now;
    private final List<Row> earlier;
    private final List<Mutation> mutations = new ArrayList<>();

    private Mutations(Table table, List<Row> now, List<Row> earlier) {
        this.table = table;
        this.now = now;
        this.earlier = earlier;
    }

    static List<Mutation> of(Table table, List<Row> now, List<List<Row>> moments) {
        List<Row> earlier = moments.stream()
                .flatMap(List::stream)
                .filter(row -> row.table().equals(table) && !now.contains(row))
                .distinct()
                .toList();
        Mutations all = new Mutations(table, now, earlier);
        List<Row> sample = all.sample(now.stream());
        for (Row row : sample) {
            table.columns().forEach(column -> all.ofColumn(row, column));
            all.ofRow(row);
        }
        all.emptyIn(sample);
        all.sample(earlier.stream().filter(row -> now.stream().noneMatch(row::hasSameKeyAs)))
                .forEach(gone -> all.add(new Mutation("put back", "row", List.of(), List.of(gone))));
        return all.mutations;
    }

    /** Of each kind in each column one, not always of the same row. */
    static List<Mutation> oneOfEachKind(List<Mutation> all) {
        Map<String, List<Mutation>> kinds = all.stream()
                .collect(Collectors.groupingBy(
                        each -> each.place() + " " + each.kind().replaceAll("\\d+", ""),
                        LinkedHashMap::new,
                        Collectors.toList()));
        List<Mutation> chosen = new ArrayList<>();
        for (List<Mutation> alike : kinds.values()) {
            chosen.add(alike.get(chosen.size() % alike.size()));
        }
        return chosen;
    }

    /** Columns that have no value in the sample have one in another row, perhaps. */
    private void emptyIn(List<Row> sample) {
        for (Table.Column column : table.columns()) {
            if (sample.stream().allMatch(row -> row.get(column.name()) == null)) {
                now.stream()
                        .filter(row -> row.get(column.name()) != null)
                        .findFirst()
                        .ifPresent(row -> ofColumn(row, column));
            }
        }
    }

    /** All, or the first and the last ones. */
    private List<Row> sample(Stream<Row> rows) {
        List<Row> all = rows.toList();
        return Figures.thorough() || all.size() <= 2 * SAMPLE
                ? all
                : Stream.concat(all.subList(0, SAMPLE).stream(), all.subList(all.size() - SAMPLE, all.size()).stream())
                        .toList();
    }

    private void add(Mutation mutation) {
        if (!Set.copyOf(mutation.removed()).equals(Set.copyOf(mutation.added()))) {
            mutations.add(mutation);
        }
    }

    private void ofColumn(Row row, Table.Column column) {
        String name = column.name();
        Values.insteadOf(row.get(name), column)
                .forEach((kind, value) -> addChanged(kind, column, row, row.with(name, value)));
        neighbour(row, name)
                .ifPresent(other -> add(new Mutation(
                        "swap",
                        name,
                        List.of(row, other),
                        List.of(row.with(name, other.get(name)), other.with(name, row.get(name))))));
        earlier.stream()
                .filter(row::hasSameKeyAs)
                .map(older -> row.with(name, older.get(name)))
                .distinct()
                .forEach(older -> add(Mutation.of("replay", name, row, older)));
    }

    /** A key that is the rowid itself takes another number, and nothing else. */
    private void addChanged(String kind, Table.Column column, Row row, Row changed) {
        boolean isRowid = column.type().equals("INTEGER") && column.key() == 1;
        if (!isRowid || changed.get(column.name()) instanceof Long) {
            add(Mutation.of(kind, column.name(), row, changed));
        }
    }

    /** The next row, round the end, that has something else there. */
    private Optional<Row> neighbour(Row row, String column) {
        int from = now.indexOf(row) + 1;
        return Stream.concat(now.subList(from, now.size()).stream(), now.stream())
                .filter(other -> !Objects.deepEquals(row.get(column), other.get(column)))
                .findFirst();
    }

    private void ofRow(Row row) {
        add(new Mutation("delete", "row", List.of(row), List.of()));
        add(new Mutation("duplicate", "row", List.of(), List.of(underNewKey(row))));
        add(new Mutation("forge", "row", List.of(), List.of(forged(row))));
        earlier.stream().filter(row::hasSameKeyAs).forEach(older -> add(Mutation.of("replay", "row", row, older)));
    }

    /** The last part of the key is another one: of a version its number, of a node its position. */
    private Row underNewKey(Row row) {
        Table.Column last = table.columns().stream()
                .max(Comparator.comparingInt(Table.Column::key))
                .orElseThrow();
        Object value = row.get(last.name());
        return row.with(last.name(), value instanceof Long number ? number + now.size() : value + "x");
    }

    /** A row that stands in nobody's way; what only the keys of the store could make is made up. */
    private Row forged(Row row) {
        Row forged = underNewKey(row);
        for (Map.Entry<String, Object> free : FREE.entrySet()) {
            forged = table.has(free.getKey()) ? forged.with(free.getKey(), free.getValue()) : forged;
        }
        for (Table.Column column : table.columns()) {
            if (row.get(column.name()) instanceof byte[] bytes) {
                forged = forged.with(column.name(), new byte[bytes.length]);
            }
        }
        return forged;
    }
}
