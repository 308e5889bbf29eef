-- Before the first open, by whoever may create roles, in the database that is to hold the store.
--
-- credential_store_owner     makes the tables, and brings them up to date; opens the store for that alone
-- credential_store_library   what programs are: no DDL, and of the trail it can neither change nor remove an entry
-- credential_store_retention the same, and may remove old entries: for the one job that prunes the trail
--
-- None of them can log in. Give each program a role of its own: CREATE ROLE billing LOGIN IN ROLE credential_store_library.

DO $$
DECLARE
    wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['credential_store_owner', 'credential_store_library', 'credential_store_retention'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
            EXECUTE format('CREATE ROLE %I', wanted);
        END IF;
    END LOOP;
END
$$;

GRANT credential_store_library TO credential_store_retention;
CREATE SCHEMA credential_store AUTHORIZATION credential_store_owner;
GRANT USAGE ON SCHEMA credential_store TO credential_store_library;
