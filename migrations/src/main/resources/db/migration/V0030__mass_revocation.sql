-- Mass revocation: lists that a selection fills, paused and resumed, measured; drills (docs/adr/0039).

ALTER TABLE revocation_batch
    ADD COLUMN selection              text,
    ADD COLUMN selected_generation_id integer,
    ADD COLUMN selected_serial        bytea,
    ADD COLUMN filled_at              timestamptz,
    ADD COLUMN is_drill               boolean          NOT NULL DEFAULT false,
    ADD COLUMN act_id                 integer          REFERENCES act,
    ADD COLUMN paused_by              text,
    ADD COLUMN paused_at              timestamptz,
    ADD COLUMN worked_seconds         double precision NOT NULL DEFAULT 0,
    ADD CHECK ((paused_by IS NULL) = (paused_at IS NULL)),
    ADD CHECK (filled_at IS NULL OR selection IS NOT NULL),
    ADD CHECK (sealed_at IS NULL OR selection IS NULL OR filled_at IS NOT NULL);
COMMENT ON COLUMN revocation_batch.selection IS 'Lines of "field=value" that all hold of what is put on the list; null where certificates are named one by one.';
COMMENT ON COLUMN revocation_batch.selected_serial IS 'All up to it, in the generation beside it and those before, have been looked at.';
COMMENT ON COLUMN revocation_batch.filled_at IS 'When the selection had looked at the last.';
COMMENT ON COLUMN revocation_batch.is_drill IS 'Its act revokes nothing: done counts what had its turn, revoked what would have been.';
COMMENT ON COLUMN revocation_batch.act_id IS 'The newest act that was proposed for it.';
COMMENT ON COLUMN revocation_batch.worked_seconds IS 'How long the steps took together, pauses left out: what the time of others is foreseen from.';
CREATE INDEX revocation_batch_to_fill ON revocation_batch (batch_id) WHERE selection IS NOT NULL AND filled_at IS NULL;

CREATE TABLE drill (
    act_id          integer     PRIMARY KEY REFERENCES act,
    batch_id        integer     NOT NULL REFERENCES revocation_batch,
    evidence        text        NOT NULL,
    evidence_sha256 bytea       NOT NULL CHECK (octet_length(evidence_sha256) = 32),
    recorded_at     timestamptz NOT NULL
);
CREATE INDEX drill_by_batch ON drill (batch_id);
COMMENT ON TABLE drill IS 'Mass revocations that were gone through without revoking anything. Insert-only.';
COMMENT ON COLUMN drill.evidence IS 'Canonical JSON (RFC 8785); its SHA-256 is in the audit trail.';

GRANT SELECT, INSERT ON drill TO lineage_core;
GRANT UPDATE (selected_generation_id, selected_serial, filled_at, is_drill, act_id, paused_by, paused_at, worked_seconds)
    ON revocation_batch TO lineage_core;
