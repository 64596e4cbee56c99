-- The tables of the publication lineage_status (migration V0015) as a subscriber has them: the published columns alone, nothing
-- partitioned, nothing referring to anything. Rows come in the order of their commits; the CA's database has checked them.

CREATE TABLE authority (
    authority_id integer PRIMARY KEY,
    subject      bytea   NOT NULL
);

CREATE TABLE generation (
    generation_id integer PRIMARY KEY,
    authority_id  integer NOT NULL,
    label         text    NOT NULL,
    state         text    NOT NULL,
    ocsp_uri      text,
    spki          bytea   NOT NULL
);

CREATE TABLE ca_certificate (
    generation_id integer NOT NULL,
    sha256        bytea   NOT NULL,
    PRIMARY KEY (generation_id, sha256)
);

CREATE TABLE ocsp_signer (
    generation_id integer NOT NULL,
    serial        bytea   NOT NULL,
    token         text    NOT NULL,
    der           bytea   NOT NULL,
    PRIMARY KEY (generation_id, serial)
);

CREATE TABLE certificate (
    generation_id integer     NOT NULL,
    serial        bytea       NOT NULL,
    not_after     timestamptz NOT NULL,
    PRIMARY KEY (generation_id, serial)
);

CREATE TABLE revocation (
    generation_id integer     NOT NULL,
    serial        bytea       NOT NULL,
    revoked_at    timestamptz NOT NULL,
    reason        smallint    NOT NULL,
    not_after     timestamptz NOT NULL,
    change        bigint      NOT NULL,
    PRIMARY KEY (generation_id, serial)
);
CREATE INDEX revocation_by_change ON revocation (change);

CREATE TABLE crl_scope (
    generation_id      integer NOT NULL,
    scope              text    NOT NULL,
    distribution_point text    NOT NULL,
    PRIMARY KEY (generation_id, scope)
);

CREATE TABLE crl (
    generation_id integer     NOT NULL,
    scope         text        NOT NULL,
    number        bigint      NOT NULL,
    this_update   timestamptz NOT NULL,
    recorded_at   timestamptz,
    PRIMARY KEY (generation_id, scope, number)
);

CREATE TABLE heartbeat (
    one boolean     PRIMARY KEY,
    at  timestamptz NOT NULL
);

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'lineage_responder') THEN
        CREATE ROLE lineage_responder NOLOGIN;
    END IF;
END $$;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO lineage_responder;
GRANT SELECT ON authority, generation, ca_certificate, ocsp_signer, certificate, revocation, crl_scope, crl, heartbeat TO lineage_responder;
