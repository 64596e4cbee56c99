-- Lists of certificates that are revoked together, and how far that has come (docs/adr/0031).

CREATE TABLE revocation_batch (
    batch_id           integer     GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    opened_by          text        NOT NULL,
    opened_at          timestamptz NOT NULL,
    sealed_at          timestamptz,
    certificates       integer,
    done               integer     NOT NULL DEFAULT 0,
    revoked            integer     NOT NULL DEFAULT 0,
    last_generation_id integer,
    last_serial        bytea,
    CHECK ((certificates IS NULL) = (sealed_at IS NULL)),
    CHECK (revoked BETWEEN 0 AND done),
    CHECK (done = 0 OR sealed_at IS NOT NULL),
    CHECK ((last_generation_id IS NULL) = (last_serial IS NULL) AND (last_serial IS NULL) = (done = 0))
);
COMMENT ON COLUMN revocation_batch.sealed_at IS 'Nothing is added to the list from then on; the digest of it that two people approve is in the plan of their act.';
COMMENT ON COLUMN revocation_batch.done IS 'How many of the list have had their turn, up to last_generation_id and last_serial.';
COMMENT ON COLUMN revocation_batch.revoked IS 'How many of those were not revoked before.';

-- No reference to certificate: a retired generation is dropped in one step.
CREATE TABLE revocation_batch_certificate (
    batch_id      integer NOT NULL REFERENCES revocation_batch,
    generation_id integer NOT NULL,
    serial        bytea   NOT NULL,
    PRIMARY KEY (batch_id, generation_id, serial)
);

GRANT SELECT, INSERT ON revocation_batch, revocation_batch_certificate TO lineage_core;
GRANT UPDATE (sealed_at, certificates, done, revoked, last_generation_id, last_serial) ON revocation_batch TO lineage_core;
