package io.credentialstore.benchmarks.nodes;

import java.util.List;

/** The statements of one entry, written without the library: over JDBC and by pgbench the same. */
enum Sql {
    /** A row of the trail that hangs on no other, as any server inserts it from all sides at once. */
    ROW("rows", Statements.INSERT),

    /** What a trail in one chain asks for at least: the head locked, a row, the count, the head moved. */
    CHAIN(
            "rows in a chain",
            "BEGIN",
            "SELECT audit_seq FROM bare.state WHERE singleton = 1 FOR UPDATE",
            Statements.INSERT,
            "UPDATE bare.counts SET total = total + 1 WHERE credential_id = '-' AND entity_type = 'skill'"
                    + " AND entity_id = 'bench_skill'",
            "UPDATE bare.state SET audit_seq = audit_seq + 1 WHERE singleton = 1",
            "COMMIT");

    private final String title;
    private final String script;

    Sql(String title, String... statements) {
        this.title = title;
        this.script = String.join(";\n", statements);
    }

    String title() {
        return title;
    }

    /** All of them, as pgbench reads them. */
    String script() {
        return script + ";\n";
    }

    List<String> statements() {
        return List.of(script.split(";\n"));
    }

    /** Constants of an enumeration cannot refer to fields of their own. */
    private static final class Statements {
        static final String INSERT =
                "INSERT INTO bare.log (seq, id, credential_id, entity_id, entity_type, action, success,"
                        + " timestamp, version, mac_key_id, prev_mac, mac)"
                        + " SELECT n, 'audit_20260101000000_' || lpad(n::text, 16, '0'), 'cred_20260101000000_0000000000000001',"
                        + " 'bench_skill', 'skill', 'retrieve', 1, '2026-01-01T00:00:00.000Z', 1,"
                        + " 'key_20260101000000_0000000000000002', sha256(n::text::bytea), sha256((n + 1)::text::bytea)"
                        + " FROM nextval('bare.seq') n";
    }
}
