-- Version 1 of the tables: those of SQLite, with PostgreSQL's types. What the server keeps of the definitions is compared at
-- every open, so nothing below may change once released.
--
-- Limits repeat in the database what the library checks before it writes: whoever else writes to it meets them too. Text is
-- compared byte by byte, whatever language the database speaks: pages are in that order, and it is never upgraded.

-- The primary key with its check admits a single row.
CREATE TABLE store_state (
    singleton          INTEGER          NOT NULL PRIMARY KEY CHECK (singleton = 1),
    store_id           TEXT COLLATE "C" NOT NULL CHECK (length(store_id) BETWEEN 1 AND 80),
    format_version     INTEGER          NOT NULL CHECK (format_version >= 1),
    created_at         TEXT COLLATE "C" NOT NULL CHECK (length(created_at) = 24),
    generation         BIGINT           NOT NULL CHECK (generation >= 0),
    audit_seq          BIGINT           NOT NULL CHECK (audit_seq >= 0),
    audit_mac          BYTEA            NOT NULL CHECK (length(audit_mac) = 32),
    audit_time         TEXT COLLATE "C" NOT NULL CHECK (length(audit_time) = 24),
    keys_digest        BYTEA            NOT NULL CHECK (length(keys_digest) = 32),
    credentials_digest BYTEA            NOT NULL CHECK (length(credentials_digest) = 32),
    mac_key_id         TEXT COLLATE "C" NOT NULL CHECK (length(mac_key_id) BETWEEN 1 AND 80),
    row_mac            BYTEA            NOT NULL CHECK (length(row_mac) = 32)
);

CREATE TABLE key_slots (
    id             TEXT COLLATE "C" NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 80),
    kdf            TEXT COLLATE "C" NOT NULL CHECK (length(kdf) BETWEEN 1 AND 64),
    kdf_iterations INTEGER          NOT NULL CHECK (kdf_iterations >= 1),
    salt           BYTEA            NOT NULL CHECK (length(salt) = 32),
    iv             BYTEA            NOT NULL CHECK (length(iv) = 12),
    wrapped_keys   BYTEA            NOT NULL CHECK (length(wrapped_keys) BETWEEN 32 AND 65536),
    auth_tag       BYTEA            NOT NULL CHECK (length(auth_tag) = 16),
    created_at     TEXT COLLATE "C" NOT NULL CHECK (length(created_at) = 24),
    created_by     TEXT COLLATE "C"          CHECK (length(created_by) BETWEEN 1 AND 512),
    header_mac     BYTEA            NOT NULL CHECK (length(header_mac) = 32)
);

CREATE TABLE encryption_keys (
    id         TEXT COLLATE "C" NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 80),
    term       INTEGER          NOT NULL UNIQUE CHECK (term >= 1),
    algorithm  TEXT COLLATE "C" NOT NULL CHECK (length(algorithm) BETWEEN 1 AND 64),
    status     TEXT COLLATE "C" NOT NULL CHECK (length(status) BETWEEN 1 AND 64),
    created_at TEXT COLLATE "C" NOT NULL CHECK (length(created_at) = 24),
    rotated_to TEXT COLLATE "C"          CHECK (length(rotated_to) BETWEEN 1 AND 80)
);

CREATE TABLE credentials (
    id              TEXT COLLATE "C" NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 80),
    name            TEXT COLLATE "C" NOT NULL CHECK (length(name) BETWEEN 1 AND 128),
    type            TEXT COLLATE "C" NOT NULL CHECK (length(type) BETWEEN 1 AND 64),
    service         TEXT COLLATE "C" NOT NULL CHECK (length(service) BETWEEN 1 AND 128),
    environment     TEXT COLLATE "C" NOT NULL CHECK (length(environment) BETWEEN 1 AND 64),
    status          TEXT COLLATE "C" NOT NULL CHECK (length(status) BETWEEN 1 AND 64),
    metadata        TEXT COLLATE "C" NOT NULL CHECK (octet_length(metadata) BETWEEN 2 AND 4096),
    current_version INTEGER          NOT NULL CHECK (current_version >= 1),
    expires_at      TEXT COLLATE "C"          CHECK (length(expires_at) = 24),
    created_at      TEXT COLLATE "C" NOT NULL CHECK (length(created_at) = 24),
    updated_at      TEXT COLLATE "C" NOT NULL CHECK (length(updated_at) = 24),
    last_rotated_at TEXT COLLATE "C"          CHECK (length(last_rotated_at) = 24),
    row_version     BIGINT           NOT NULL CHECK (row_version >= 1),
    bucket          INTEGER          NOT NULL CHECK (bucket BETWEEN 0 AND 262143),
    policy_digest   BYTEA            NOT NULL CHECK (length(policy_digest) = 32),
    version_digest  BYTEA            NOT NULL CHECK (length(version_digest) = 32),
    mac_key_id      TEXT COLLATE "C" NOT NULL CHECK (length(mac_key_id) BETWEEN 1 AND 80),
    row_mac         BYTEA            NOT NULL CHECK (length(row_mac) = 32)
);

-- A name is taken until its credential is revoked.
CREATE UNIQUE INDEX credentials_live_name ON credentials (name, environment) WHERE status <> 'revoked';
-- resolveCredential(service, environment), and lists of one service.
CREATE INDEX credentials_by_service ON credentials (service, environment, id);
-- Pages of one type, status or environment, in the order of ids. Credentials are written rarely: these cost little.
CREATE INDEX credentials_by_type ON credentials (type, id);
CREATE INDEX credentials_by_status ON credentials (status, id);
CREATE INDEX credentials_by_environment ON credentials (environment, id);
-- The credentials of one bucket, which every load of one of them verifies.
CREATE INDEX credentials_by_bucket ON credentials (bucket, id);

-- The tree that anchors every row of credentials in store_state.
CREATE TABLE credential_digests (
    level    INTEGER          NOT NULL CHECK (level BETWEEN 1 AND 3),
    position INTEGER          NOT NULL CHECK (position BETWEEN 0 AND 262143),
    digest   BYTEA            NOT NULL CHECK (length(digest) = 32),
    PRIMARY KEY (level, position)
);

-- No ON DELETE: deleting is spelled out by the library.
CREATE TABLE credential_versions (
    credential_id     TEXT COLLATE "C" NOT NULL REFERENCES credentials (id),
    version           INTEGER          NOT NULL CHECK (version >= 1),
    encrypted_value   BYTEA            NOT NULL CHECK (length(encrypted_value) BETWEEN 64 AND 1048576 AND length(encrypted_value) % 64 = 0),
    salt              BYTEA            NOT NULL CHECK (length(salt) = 16),
    iv                BYTEA            NOT NULL CHECK (length(iv) = 12),
    auth_tag          BYTEA            NOT NULL CHECK (length(auth_tag) = 16),
    kdf_iterations    INTEGER          NOT NULL CHECK (kdf_iterations >= 1),
    encryption_key_id TEXT COLLATE "C" NOT NULL CHECK (length(encryption_key_id) BETWEEN 1 AND 80),
    status            TEXT COLLATE "C" NOT NULL CHECK (length(status) BETWEEN 1 AND 64),
    created_at        TEXT COLLATE "C" NOT NULL CHECK (length(created_at) = 24),
    created_by        TEXT COLLATE "C"          CHECK (length(created_by) BETWEEN 1 AND 512),
    serves_until      TEXT COLLATE "C"          CHECK (length(serves_until) = 24),
    row_mac           BYTEA            NOT NULL CHECK (length(row_mac) = 32),
    PRIMARY KEY (credential_id, version)
);

CREATE TABLE credential_access_policies (
    id            TEXT COLLATE "C" NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 80),
    credential_id TEXT COLLATE "C" NOT NULL REFERENCES credentials (id),
    entity_id     TEXT COLLATE "C" NOT NULL CHECK (length(entity_id) BETWEEN 1 AND 128),
    entity_type   TEXT COLLATE "C" NOT NULL CHECK (length(entity_type) BETWEEN 1 AND 64),
    access_level  TEXT COLLATE "C" NOT NULL CHECK (length(access_level) BETWEEN 1 AND 64),
    granted_by    TEXT COLLATE "C"          CHECK (length(granted_by) BETWEEN 1 AND 512),
    granted_at    TEXT COLLATE "C" NOT NULL CHECK (length(granted_at) = 24),
    expires_at    TEXT COLLATE "C"          CHECK (length(expires_at) = 24),
    reason        TEXT COLLATE "C"          CHECK (length(reason) BETWEEN 1 AND 512),
    max_uses      INTEGER                   CHECK (max_uses >= 1),
    mac_key_id    TEXT COLLATE "C" NOT NULL CHECK (length(mac_key_id) BETWEEN 1 AND 80),
    row_mac       BYTEA            NOT NULL CHECK (length(row_mac) = 32),
    UNIQUE (credential_id, entity_type, entity_id)
);

-- What an entity may use, without a look at anybody else's grants.
CREATE INDEX policies_by_entity ON credential_access_policies (entity_type, entity_id, credential_id);
-- Grants that end soon; most never end and are left out.
CREATE INDEX policies_by_expiry ON credential_access_policies (expires_at) WHERE expires_at IS NOT NULL;

-- No foreign key: the trail outlives what it is about, and names ids that never existed.
-- Each retrieval inserts here: an index pays only where an answer would otherwise read the whole trail, and ends with the
-- sequence number, in whose order answers are.
CREATE TABLE credential_audit_log (
    seq           BIGINT           NOT NULL PRIMARY KEY CHECK (seq >= 1),
    id            TEXT COLLATE "C" NOT NULL CHECK (length(id) BETWEEN 1 AND 80),
    credential_id TEXT COLLATE "C"          CHECK (length(credential_id) BETWEEN 1 AND 80),
    entity_id     TEXT COLLATE "C" NOT NULL CHECK (length(entity_id) BETWEEN 1 AND 128),
    entity_type   TEXT COLLATE "C" NOT NULL CHECK (length(entity_type) BETWEEN 1 AND 64),
    user_id       TEXT COLLATE "C"          CHECK (length(user_id) BETWEEN 1 AND 512),
    action        TEXT COLLATE "C" NOT NULL CHECK (length(action) BETWEEN 1 AND 64),
    success       INTEGER          NOT NULL CHECK (success IN (0, 1)),
    timestamp     TEXT COLLATE "C" NOT NULL CHECK (length(timestamp) = 24),
    ip_address    TEXT COLLATE "C"          CHECK (length(ip_address) BETWEEN 1 AND 80),
    error_code    TEXT COLLATE "C"          CHECK (length(error_code) BETWEEN 1 AND 64),
    error_message TEXT COLLATE "C"          CHECK (length(error_message) BETWEEN 1 AND 1024),
    metadata      TEXT COLLATE "C"          CHECK (octet_length(metadata) BETWEEN 2 AND 4096),
    run_id        TEXT COLLATE "C"          CHECK (length(run_id) BETWEEN 1 AND 512),
    purpose       TEXT COLLATE "C"          CHECK (length(purpose) BETWEEN 1 AND 512),
    version       INTEGER                   CHECK (version >= 1),
    row_version   BIGINT                    CHECK (row_version >= 1),
    mac_key_id    TEXT COLLATE "C" NOT NULL CHECK (length(mac_key_id) BETWEEN 1 AND 80),
    prev_mac      BYTEA            NOT NULL CHECK (length(prev_mac) = 32),
    mac           BYTEA            NOT NULL CHECK (length(mac) = 32)
);

-- The trail of one credential: the question asked most.
CREATE INDEX audit_by_credential ON credential_audit_log (credential_id, seq);
-- Everything that one skill or tool did.
CREATE INDEX audit_by_entity ON credential_audit_log (entity_type, entity_id, seq);
-- Everything that one person did; entries without a person cost nothing.
CREATE INDEX audit_by_user ON credential_audit_log (user_id, seq) WHERE user_id IS NOT NULL;
-- The rare actions among millions of retrievals; those themselves, the hot path, are left out.
CREATE INDEX audit_by_action ON credential_audit_log (action, seq) WHERE action <> 'retrieve';
-- Failures and refusals, which are few.
CREATE INDEX audit_of_failures ON credential_audit_log (seq) WHERE success = 0;
