-- Version 2 of the tables: how often which entity tried to retrieve which credential, kept with the trail instead of counted
-- from it, and indexes that fit the questions.

PRAGMA user_version = 2;

-- '-' stands for the credential of tries that named none which exists. No MAC: the whole table is compared to the trail.
-- Without rowid: each retrieval changes one row, and would else touch a second b-tree.
CREATE TABLE credential_access_counts (
    credential_id TEXT    NOT NULL CHECK (length(credential_id) BETWEEN 1 AND 80),
    entity_type   TEXT    NOT NULL CHECK (length(entity_type) BETWEEN 1 AND 64),
    entity_id     TEXT    NOT NULL CHECK (length(entity_id) BETWEEN 1 AND 128),
    total         INTEGER NOT NULL CHECK (total >= 1),
    failed        INTEGER NOT NULL CHECK (failed BETWEEN 0 AND total),
    PRIMARY KEY (credential_id, entity_type, entity_id)
) STRICT, WITHOUT ROWID;

-- One entry at a time: grouping would sort the whole trail in memory.
INSERT INTO credential_access_counts (credential_id, entity_type, entity_id, total, failed)
SELECT coalesce(credential_id, '-'), entity_type, entity_id, 1, 1 - success
FROM credential_audit_log WHERE action = 'retrieve' ORDER BY seq
ON CONFLICT (credential_id, entity_type, entity_id)
DO UPDATE SET total = total + excluded.total, failed = failed + excluded.failed;

-- Time only grows along the trail, so a time is found by halving the distance, and no retrieval has to pay for an index.
DROP INDEX audit_by_time;

-- Pages of one service. The index with the environment between would have all of its credentials sorted for each page.
CREATE INDEX credentials_of_service ON credentials (service, id);
