-- Who issues: authorities (names), their generations (keys), the lineages they succeed each other in.

CREATE TABLE lineage (
    lineage_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    role       text        NOT NULL UNIQUE,
    created_at timestamptz NOT NULL
);
COMMENT ON TABLE lineage IS 'The succession of generations that fill one role; one of them is enabled at a time.';

CREATE TABLE authority (
    authority_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    subject      bytea NOT NULL UNIQUE
);
COMMENT ON COLUMN authority.subject IS 'DER Name (RFC 5280 4.1.2.6), compared byte for byte.';

CREATE TABLE generation (
    generation_id  integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    authority_id   integer     NOT NULL REFERENCES authority,
    lineage_id     integer     REFERENCES lineage,
    parent_id      integer     REFERENCES generation,
    number         integer     NOT NULL CHECK (number > 0),
    label          text        NOT NULL UNIQUE CHECK (label ~ '^[0-9a-f]{16}$'),
    spki           bytea       NOT NULL,
    spki_sha256    bytea       NOT NULL UNIQUE GENERATED ALWAYS AS (sha256(spki)) STORED,
    token          text        NOT NULL,
    key_id         bytea       NOT NULL,
    algorithm      text        NOT NULL,
    state          text        NOT NULL CHECK (state IN
        ('AwaitingCertificate', 'Staged', 'Enabled', 'Disabled', 'Retired', 'Destroyed', 'Revoked')),
    state_since    timestamptz NOT NULL,
    ca_issuers_uri text        NOT NULL UNIQUE,
    ocsp_uri       text        UNIQUE,
    UNIQUE (authority_id, number),
    UNIQUE (token, key_id)
);
CREATE UNIQUE INDEX one_enabled_generation_per_lineage ON generation (lineage_id) WHERE state = 'Enabled';
COMMENT ON TABLE generation IS 'One key pair of an authority. Named to the outside by label, the first 16 hex digits of the SHA-256 of its SubjectPublicKeyInfo.';
COMMENT ON COLUMN generation.parent_id IS 'The generation asked to certify this one; null for a self-signed root.';
COMMENT ON COLUMN generation.ca_issuers_uri IS 'Where its CA certificate is served, for ever (AIA id-ad-caIssuers, RFC 5280 4.2.2.1).';
COMMENT ON COLUMN generation.ocsp_uri IS 'Null where no responder speaks for this generation (a root that is kept offline).';

CREATE TABLE ca_certificate (
    generation_id        integer     NOT NULL REFERENCES generation,
    sha256               bytea       NOT NULL CHECK (octet_length(sha256) = 32),
    issuer_generation_id integer     REFERENCES generation,
    serial               bytea       NOT NULL,
    not_before           timestamptz NOT NULL,
    not_after            timestamptz NOT NULL,
    der                  bytea       NOT NULL,
    recorded_at          timestamptz NOT NULL,
    PRIMARY KEY (generation_id, sha256)
);
COMMENT ON TABLE ca_certificate IS 'Certificates over a generation''s key: the first, renewed ones, cross-certificates.';
