-- After the owner has opened the store for the first time, and after each update of the tables, by the owner.

SET search_path TO credential_store;

GRANT SELECT, INSERT, UPDATE ON store_state TO credential_store_library;
GRANT SELECT, INSERT, DELETE ON key_slots TO credential_store_library;
GRANT SELECT, INSERT ON encryption_keys TO credential_store_library;
GRANT SELECT, INSERT, UPDATE, DELETE ON credentials, credential_digests, credential_versions TO credential_store_library;
GRANT SELECT, INSERT, DELETE ON credential_access_policies TO credential_store_library;
GRANT SELECT, INSERT ON credential_audit_log TO credential_store_library;
GRANT SELECT, INSERT, UPDATE ON credential_access_counts TO credential_store_library;
GRANT SELECT ON credential_store_schema_history TO credential_store_library;

GRANT DELETE ON credential_audit_log, credential_access_counts TO credential_store_retention;
