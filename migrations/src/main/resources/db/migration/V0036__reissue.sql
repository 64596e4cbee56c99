-- Mass re-issue: certificates of a list made anew with the same key and names (docs/adr/0040).

CREATE TABLE reissue (
    batch_id           integer          PRIMARY KEY REFERENCES revocation_batch,
    act_id             integer          NOT NULL REFERENCES act,
    done               integer          NOT NULL DEFAULT 0,
    reissued           integer          NOT NULL DEFAULT 0,
    last_generation_id integer,
    last_serial        bytea,
    paused_by          text,
    paused_at          timestamptz,
    worked_seconds     double precision NOT NULL DEFAULT 0,
    CHECK (reissued BETWEEN 0 AND done),
    CHECK ((last_generation_id IS NULL) = (last_serial IS NULL) AND (last_serial IS NULL) = (done = 0)),
    CHECK ((paused_by IS NULL) = (paused_at IS NULL))
);
COMMENT ON TABLE reissue IS 'How far the re-issue of a list has come; its revocation is counted with the list.';
COMMENT ON COLUMN reissue.act_id IS 'The newest act that was proposed for it.';
COMMENT ON COLUMN reissue.done IS 'How many of the list have had their turn, up to last_generation_id and last_serial.';
COMMENT ON COLUMN reissue.reissued IS 'How many of those have a successor, signed or promised.';
COMMENT ON COLUMN reissue.worked_seconds IS 'How long the steps took together, pauses left out: what the time of others is foreseen from.';

-- No reference to certificate: a retired generation is dropped in one step.
CREATE TABLE reissued_certificate (
    batch_id          integer NOT NULL REFERENCES reissue,
    generation_id     integer NOT NULL,
    serial            bytea   NOT NULL,
    new_generation_id integer,
    new_serial        bytea,
    obstacle          text,
    why               text,
    PRIMARY KEY (batch_id, generation_id, serial),
    CHECK ((new_generation_id IS NULL) = (new_serial IS NULL)),
    CHECK ((new_serial IS NULL) = (obstacle IS NOT NULL)),
    CHECK (why IS NULL OR obstacle IS NOT NULL)
);
COMMENT ON TABLE reissued_certificate IS 'What took the place of a certificate on a list, or why nothing did. A successor is committed with the intent to sign it: there are never two by one list. Insert-only.';
COMMENT ON COLUMN reissued_certificate.why IS 'The rule that refused it, for its subscriber; null where the obstacle says all.';

GRANT SELECT, INSERT ON reissue, reissued_certificate TO lineage_core;
GRANT UPDATE (act_id, done, reissued, last_generation_id, last_serial, paused_by, paused_at, worked_seconds) ON reissue TO lineage_core;
