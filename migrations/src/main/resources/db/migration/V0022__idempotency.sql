-- What clients asked under an Idempotency-Key and were answered (draft-ietf-httpapi-idempotency-key-header), for a day.

CREATE TABLE idempotent_request (
    client         text        NOT NULL,
    key            text        NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
    request_sha256 bytea       NOT NULL,
    begun_at       timestamptz NOT NULL,
    status         integer,
    location       text,
    body           text,
    PRIMARY KEY (client, key),
    CHECK ((status IS NULL) = (body IS NULL)),
    CHECK (location IS NULL OR status IS NOT NULL)
);
CREATE INDEX idempotent_request_by_time ON idempotent_request (begun_at);
COMMENT ON COLUMN idempotent_request.request_sha256 IS 'Of everything that makes it this request: method, path, parameters, body.';
COMMENT ON COLUMN idempotent_request.status IS 'Of the answer; null while it is not known.';

GRANT SELECT, INSERT, DELETE ON idempotent_request TO lineage_core;
GRANT UPDATE (request_sha256, begun_at, status, location, body) ON idempotent_request TO lineage_core;
