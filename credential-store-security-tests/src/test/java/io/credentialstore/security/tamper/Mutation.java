package io.credentialstore.security.tamper;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/**
 * One change of a table: rows that go, and rows that take their place.
 *
 * @param kind what sort of change it is, such as {@code flip} or {@code delete row}
 * @param place the column that it is about, or {@code row}
 * @param removed rows that must be there
 * @param added rows that come instead
 */
record Mutation(String kind, String place, List<Row> removed, List<Row> added) {
    static Mutation of(String kind, String place, Row before, Row after) {
        return new Mutation(kind, place, List.of(before), List.of(after));
    }

    Table table() {
        return rows().get(0).table();
    }

    /** All rows that it touches, those that go first. */
    List<Row> rows() {
        return removed.isEmpty()
                ? added
                : Stream.concat(removed.stream(), added.stream()).toList();
    }

    /** Whether it touches an entry of the trail of this number, or a later one. */
    boolean reaches(long seq) {
        return table().has("seq")
                && rows().stream().anyMatch(row -> !(row.get("seq") instanceof Long number) || number >= seq);
    }

    /** False, and nothing has changed, when the database has no way to hold the rows. */
    boolean carryOut(Attacker attacker) throws SQLException {
        return attacker.replace(removed, added);
    }

    void undo(Attacker attacker) throws SQLException {
        attacker.replace(added, removed);
    }

    @Override
    public String toString() {
        return table() + "." + place + " " + kind + " of " + rows().get(0).key();
    }
}
