-- Copies of the status tables, by streaming or by logical replication, for responders that are to outlive the CA's database.

CREATE TABLE heartbeat (
    one boolean     PRIMARY KEY DEFAULT true CHECK (one),
    at  timestamptz NOT NULL
);
INSERT INTO heartbeat (at) VALUES (to_timestamp(0));
COMMENT ON TABLE heartbeat IS 'One row, written by every core every few seconds. A copy that shows it holds all that was committed before.';
GRANT SELECT, UPDATE (at) ON heartbeat TO lineage_core;
GRANT SELECT ON heartbeat TO lineage_responder;

-- What responders read, column for column: a column that is added later reaches no subscriber before it is added here and there.
CREATE PUBLICATION lineage_status FOR TABLE
    authority (authority_id, subject),
    generation (generation_id, authority_id, label, state, ocsp_uri, spki),
    ca_certificate (generation_id, sha256),
    ocsp_signer (generation_id, serial, token, der),
    certificate (generation_id, serial, not_after),
    revocation (generation_id, serial, revoked_at, reason, not_after, change),
    crl_scope (generation_id, scope, distribution_point),
    crl (generation_id, scope, number, this_update, recorded_at),
    heartbeat (one, at)
    -- A subscriber has one table where there are partitions here, and none to be made with each generation.
    WITH (publish_via_partition_root = true);

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'lineage_replicator') THEN
        CREATE ROLE lineage_replicator NOLOGIN;
    END IF;
END $$;
GRANT USAGE ON SCHEMA public TO lineage_replicator;
GRANT SELECT (authority_id, subject) ON authority TO lineage_replicator;
GRANT SELECT (generation_id, authority_id, label, state, ocsp_uri, spki) ON generation TO lineage_replicator;
GRANT SELECT (generation_id, sha256) ON ca_certificate TO lineage_replicator;
GRANT SELECT (generation_id, serial, token, der) ON ocsp_signer TO lineage_replicator;
GRANT SELECT (generation_id, serial, not_after) ON certificate TO lineage_replicator;
GRANT SELECT (generation_id, serial, revoked_at, reason, not_after, change) ON revocation TO lineage_replicator;
GRANT SELECT (generation_id, scope, distribution_point) ON crl_scope TO lineage_replicator;
GRANT SELECT (generation_id, scope, number, this_update, recorded_at) ON crl TO lineage_replicator;
GRANT SELECT ON heartbeat TO lineage_replicator;
