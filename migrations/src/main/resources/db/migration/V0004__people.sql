-- Who may act, by which certificate, and what they did.

CREATE TABLE principal (
    principal_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name         text        NOT NULL UNIQUE,
    role         text        NOT NULL CHECK (role IN ('Administrator', 'Officer', 'RegistrationOfficer', 'Auditor', 'Machine')),
    created_at   timestamptz NOT NULL
);

CREATE TABLE credential (
    sha256        bytea   PRIMARY KEY CHECK (octet_length(sha256) = 32),
    principal_id  integer NOT NULL REFERENCES principal,
    generation_id integer NOT NULL,
    serial        bytea   NOT NULL,
    FOREIGN KEY (generation_id, serial) REFERENCES certificate
);
COMMENT ON TABLE credential IS 'A principal is known by the SHA-256 of a client certificate, never by a name in it.';

CREATE TABLE audit_event (
    sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at       timestamptz NOT NULL,
    actor    text        NOT NULL,
    kind     text        NOT NULL,
    details  jsonb       NOT NULL
);
COMMENT ON TABLE audit_event IS 'Committed in the transaction of the change it describes.';
