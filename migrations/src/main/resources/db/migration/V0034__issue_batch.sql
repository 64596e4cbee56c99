-- Requests for certificates that are answered together, and how far that has come (docs/adr/0038).

CREATE TABLE issue_batch (
    batch_id       integer          GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    profile        text             NOT NULL REFERENCES profile,
    opened_by      text             NOT NULL,
    opened_at      timestamptz      NOT NULL,
    state          text             NOT NULL DEFAULT 'Open' CHECK (state IN ('Open', 'Running', 'Paused', 'Cancelled', 'Over')),
    moved_by       text             NOT NULL,
    moved_at       timestamptz      NOT NULL,
    requests       integer          NOT NULL DEFAULT 0,
    done           integer          NOT NULL DEFAULT 0,
    refused        integer          NOT NULL DEFAULT 0,
    worked_seconds double precision NOT NULL DEFAULT 0,
    problem        text,
    run            integer          NOT NULL DEFAULT 0,
    claimed_until  timestamptz,
    let_go_at      timestamptz,
    CHECK (refused BETWEEN 0 AND done),
    CHECK (done <= requests),
    CHECK (done = 0 OR state <> 'Open')
);
CREATE INDEX issue_batch_running ON issue_batch (let_go_at) WHERE state = 'Running';
COMMENT ON COLUMN issue_batch.moved_by IS 'Who brought it into its state, at moved_at.';
COMMENT ON COLUMN issue_batch.done IS 'All requests up to this position have a certificate on record or were refused.';
COMMENT ON COLUMN issue_batch.refused IS 'How many of those were refused.';
COMMENT ON COLUMN issue_batch.worked_seconds IS 'How long somebody worked on it, pauses left out.';
COMMENT ON COLUMN issue_batch.problem IS 'What kept it from going on when it was last tried; null where nothing did.';
COMMENT ON COLUMN issue_batch.run IS 'Counts who worked on it. Whoever comes later has a higher one, and what an earlier one still wants to write is refused.';
COMMENT ON COLUMN issue_batch.claimed_until IS 'Until then nobody else takes it up; null where nobody works on it.';

CREATE TABLE issue_batch_request (
    batch_id       integer NOT NULL REFERENCES issue_batch,
    position       integer NOT NULL CHECK (position > 0),
    request        bytea   NOT NULL,
    request_sha256 bytea   NOT NULL CHECK (octet_length(request_sha256) = 32),
    subject        text    NOT NULL,
    PRIMARY KEY (batch_id, position),
    UNIQUE (batch_id, request_sha256)
);
COMMENT ON TABLE issue_batch_request IS 'PKCS#10 requests, DER, whose proof of possession was checked before they were put here. Insert-only.';

-- No reference to certificate: a retired generation is dropped in one step.
CREATE TABLE issue_batch_intent (
    batch_id      integer NOT NULL,
    position      integer NOT NULL,
    attempt       integer NOT NULL,
    generation_id integer NOT NULL,
    serial        bytea   NOT NULL,
    PRIMARY KEY (batch_id, position, attempt)
);
COMMENT ON TABLE issue_batch_intent IS 'Which intents were committed for a request, in one transaction with them. More than one where a signature never arrived. Insert-only.';

CREATE TABLE issue_batch_refusal (
    batch_id integer NOT NULL,
    position integer NOT NULL,
    kind     text    NOT NULL,
    detail   text    NOT NULL,
    PRIMARY KEY (batch_id, position),
    FOREIGN KEY (batch_id, position) REFERENCES issue_batch_request
);
COMMENT ON TABLE issue_batch_refusal IS 'Why a request has no certificate. Insert-only.';

GRANT SELECT, INSERT ON issue_batch, issue_batch_request, issue_batch_intent, issue_batch_refusal TO lineage_core;
GRANT UPDATE (state, moved_by, moved_at, requests, done, refused, worked_seconds, problem, run, claimed_until, let_go_at)
    ON issue_batch TO lineage_core;
