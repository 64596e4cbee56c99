-- Ceremonies: the plan that is approved, the runs of it, and what happened in each, entry by entry.

CREATE TABLE ceremony (
    ceremony_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    title       text        NOT NULL,
    script      text        NOT NULL,
    record      text        NOT NULL,
    plan_sha256 bytea       NOT NULL CHECK (octet_length(plan_sha256) = 32),
    drafted_by  text        NOT NULL,
    drafted_at  timestamptz NOT NULL
);
COMMENT ON COLUMN ceremony.record IS 'What was on record when the plan was made, and the serial numbers drawn for it: with the script, all the plan follows from.';

CREATE TABLE ceremony_approval (
    ceremony_id integer     NOT NULL REFERENCES ceremony,
    plan_sha256 bytea       NOT NULL CHECK (octet_length(plan_sha256) = 32),
    person      text        NOT NULL,
    role        text        NOT NULL CHECK (role IN ('ADMINISTRATOR', 'WITNESS', 'CUSTODIAN')),
    approved_at timestamptz NOT NULL,
    PRIMARY KEY (ceremony_id, plan_sha256, person)
);
COMMENT ON TABLE ceremony_approval IS 'Binds to the digest of the plan: an edit makes another plan, which nobody has approved.';

CREATE TABLE ceremony_run (
    run_id       integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ceremony_id  integer     NOT NULL REFERENCES ceremony,
    kind         text        NOT NULL CHECK (kind IN ('REHEARSAL', 'REAL')),
    script       text        NOT NULL,
    record       text        NOT NULL,
    opened_at    timestamptz NOT NULL,
    ended_at     timestamptz,
    signature    bytea,
    exchange_key bytea,
    settled_at   timestamptz,
    CHECK ((signature IS NULL) = (exchange_key IS NULL))
);
CREATE UNIQUE INDEX one_run_at_a_time ON ceremony_run (kind) WHERE ended_at IS NULL;
COMMENT ON INDEX one_run_at_a_time IS 'A token takes part in one ceremony at a time.';
COMMENT ON COLUMN ceremony_run.signature IS 'By the token''s exchange key, over the SHA-256 of the last entry.';
COMMENT ON COLUMN ceremony_run.settled_at IS 'When what it left behind was taken over into the tables of authorities, certificates and CRLs.';

CREATE TABLE ceremony_entry (
    run_id   integer NOT NULL REFERENCES ceremony_run,
    sequence bigint  NOT NULL CHECK (sequence > 0),
    line     text    NOT NULL,
    PRIMARY KEY (run_id, sequence)
);
COMMENT ON TABLE ceremony_entry IS 'The transcript. Each line holds the SHA-256 of the one before; the state of a run is a fold of its lines.';

CREATE TABLE ceremony_share (
    run_id    integer NOT NULL REFERENCES ceremony_run,
    share_set text    NOT NULL,
    index     integer NOT NULL CHECK (index > 0),
    custodian text    NOT NULL,
    envelope  bytea   NOT NULL,
    PRIMARY KEY (run_id, share_set, index)
);
COMMENT ON COLUMN ceremony_share.envelope IS 'CMS EnvelopedData (RFC 5652 6): only the custodian can open it.';

GRANT SELECT, INSERT ON ceremony, ceremony_approval, ceremony_run, ceremony_entry, ceremony_share TO lineage_core;
GRANT UPDATE (title, script, record, plan_sha256, drafted_by, drafted_at) ON ceremony TO lineage_core;
GRANT UPDATE (ended_at, signature, exchange_key, settled_at) ON ceremony_run TO lineage_core;

-- CRLs signed ahead by a ceremony (a ladder): none is published before its time, and a later ceremony withdraws what is left of it.
CREATE TABLE sealed_crl (
    generation_id integer     NOT NULL,
    scope         text        NOT NULL,
    number        bigint      NOT NULL,
    this_update   timestamptz NOT NULL,
    next_update   timestamptz NOT NULL,
    entries       bigint      NOT NULL,
    tbs_sha256    bytea       NOT NULL,
    der           bytea       NOT NULL,
    sealed_at     timestamptz NOT NULL,
    released_at   timestamptz,
    withdrawn_at  timestamptz,
    PRIMARY KEY (generation_id, scope, number),
    FOREIGN KEY (generation_id, scope) REFERENCES crl_scope,
    CHECK (released_at IS NULL OR withdrawn_at IS NULL)
);
CREATE INDEX sealed_crl_waiting ON sealed_crl (this_update) WHERE released_at IS NULL AND withdrawn_at IS NULL;

GRANT SELECT, INSERT ON sealed_crl TO lineage_core;
GRANT UPDATE (released_at, withdrawn_at) ON sealed_crl TO lineage_core;
