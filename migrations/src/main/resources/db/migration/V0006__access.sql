-- One group role per program; login roles are made their members at deployment. Nobody but the owner may DELETE or run DDL.

DO $$
DECLARE program text;
BEGIN
    FOREACH program IN ARRAY ARRAY['lineage_core', 'lineage_responder', 'lineage_publisher'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = program) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', program);
        END IF;
    END LOOP;
END $$;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO lineage_core, lineage_responder, lineage_publisher;
REVOKE EXECUTE ON FUNCTION create_partitions(integer) FROM PUBLIC;

-- The core and the console: read all, add facts, move states. The past cannot be rewritten.
GRANT SELECT ON ALL TABLES IN SCHEMA public TO lineage_core;
GRANT INSERT ON lineage, authority, generation, ca_certificate, profile, certificate, signed_certificate, revocation,
    ocsp_signer, crl_scope, crl, principal, credential, audit_event TO lineage_core;
GRANT UPDATE (state, state_since) ON generation TO lineage_core;
GRANT UPDATE (last_number, period_seconds, lifetime_seconds) ON crl_scope TO lineage_core;
GRANT UPDATE (der, recorded_at) ON crl TO lineage_core;
GRANT USAGE ON SEQUENCE status_change TO lineage_core;
GRANT EXECUTE ON FUNCTION create_partitions(integer) TO lineage_core;
GRANT INSERT, UPDATE, DELETE ON scheduled_tasks TO lineage_core;

-- The responder: names and keys of issuers, which serials exist, which are revoked, its own certificates.
GRANT SELECT ON authority, generation, ca_certificate, revocation, ocsp_signer TO lineage_responder;
GRANT SELECT (generation_id, serial, not_after) ON certificate TO lineage_responder;

-- The publisher: what is to be published and by which key it must be signed.
GRANT SELECT ON authority, generation, ca_certificate, crl_scope, crl TO lineage_publisher;
