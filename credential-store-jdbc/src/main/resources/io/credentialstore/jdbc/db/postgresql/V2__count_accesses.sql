-- Version 2 of the tables: how often which entity tried to retrieve which credential, kept with the trail instead of counted
-- from it, and an index that fits its question.

-- '-' stands for the credential of tries that named none which exists. No MAC: the whole table is compared to the trail.
CREATE TABLE credential_access_counts (
    credential_id TEXT COLLATE "C" NOT NULL CHECK (length(credential_id) BETWEEN 1 AND 80),
    entity_type   TEXT COLLATE "C" NOT NULL CHECK (length(entity_type) BETWEEN 1 AND 64),
    entity_id     TEXT COLLATE "C" NOT NULL CHECK (length(entity_id) BETWEEN 1 AND 128),
    total         BIGINT           NOT NULL CHECK (total >= 1),
    failed        BIGINT           NOT NULL CHECK (failed BETWEEN 0 AND total),
    PRIMARY KEY (credential_id, entity_type, entity_id)
);

INSERT INTO credential_access_counts (credential_id, entity_type, entity_id, total, failed)
SELECT coalesce(credential_id, '-'), entity_type, entity_id, count(*), count(*) - sum(success)
FROM credential_audit_log WHERE action = 'retrieve' GROUP BY 1, 2, 3;

-- Pages of one service. The index with the environment between would have all of its credentials sorted for each page.
CREATE INDEX credentials_of_service ON credentials (service, id);
