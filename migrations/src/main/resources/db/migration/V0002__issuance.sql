-- What was promised (certificate), what the token returned (signed_certificate), what was withdrawn (revocation).
-- Insert-only and partitioned by generation, so that a retired generation is dropped in one step.

CREATE TABLE profile (
    name             text    PRIMARY KEY,
    lineage_id       integer NOT NULL REFERENCES lineage,
    template         text    NOT NULL,
    validity_seconds bigint  NOT NULL CHECK (validity_seconds > 0)
);
COMMENT ON TABLE profile IS 'What may be asked for by name, and the lineage whose enabled generation issues it.';

CREATE TABLE certificate (
    generation_id  integer     NOT NULL REFERENCES generation,
    serial         bytea       NOT NULL CHECK (octet_length(serial) BETWEEN 1 AND 20),
    profile        text        NOT NULL,
    subject        text        NOT NULL,
    names          text[]      NOT NULL,
    not_before     timestamptz NOT NULL,
    not_after      timestamptz NOT NULL,
    spki_sha256    bytea       NOT NULL,
    request_sha256 bytea,
    tbs_sha256     bytea       NOT NULL,
    intended_at    timestamptz NOT NULL,
    intended_by    text        NOT NULL,
    PRIMARY KEY (generation_id, serial)
) PARTITION BY LIST (generation_id);
CREATE INDEX certificate_by_request ON certificate (generation_id, request_sha256) WHERE request_sha256 IS NOT NULL;
CREATE INDEX certificate_by_time ON certificate (generation_id, intended_at DESC, serial);
COMMENT ON TABLE certificate IS 'Intents to sign. Each counts as issued from its commit on, whether or not the signature ever arrived.';
COMMENT ON COLUMN certificate.serial IS 'Content octets of the DER INTEGER (RFC 5280 4.1.2.2).';
COMMENT ON COLUMN certificate.subject IS 'RFC 4514 string, for people; the DER is in signed_certificate.';

CREATE TABLE signed_certificate (
    generation_id integer     NOT NULL,
    serial        bytea       NOT NULL,
    sha256        bytea       NOT NULL,
    der           bytea       NOT NULL,
    recorded_at   timestamptz NOT NULL,
    PRIMARY KEY (generation_id, serial),
    FOREIGN KEY (generation_id, serial) REFERENCES certificate
) PARTITION BY LIST (generation_id);
CREATE INDEX signed_certificate_by_fingerprint ON signed_certificate (generation_id, sha256);

CREATE SEQUENCE status_change;
CREATE TABLE revocation (
    generation_id   integer     NOT NULL,
    serial          bytea       NOT NULL,
    revoked_at      timestamptz NOT NULL,
    reason          smallint    NOT NULL CHECK (reason IN (0, 1, 2, 3, 4, 5, 6, 8, 9, 10)),
    invalidity_date timestamptz,
    revoked_by      text        NOT NULL,
    change          bigint      NOT NULL,
    PRIMARY KEY (generation_id, serial),
    FOREIGN KEY (generation_id, serial) REFERENCES certificate
) PARTITION BY LIST (generation_id);
CREATE INDEX revocation_by_change ON revocation (change);
COMMENT ON COLUMN revocation.reason IS 'CRLReason (RFC 5280 5.3.1).';
COMMENT ON COLUMN revocation.change IS
    'From status_change, drawn under an advisory lock held to the commit: numbers become visible in ascending order, so that a reader that asks for "above the last I saw" misses none.';

CREATE TABLE ocsp_signer (
    generation_id integer     NOT NULL REFERENCES generation,
    serial        bytea       NOT NULL,
    token         text        NOT NULL,
    key_id        bytea       NOT NULL,
    spki          bytea       NOT NULL,
    not_before    timestamptz NOT NULL,
    not_after     timestamptz NOT NULL,
    der           bytea       NOT NULL,
    PRIMARY KEY (generation_id, serial)
);
COMMENT ON TABLE ocsp_signer IS 'Delegated OCSP signing certificates (RFC 6960 4.2.2.2), their keys in the responder''s own token.';

-- Only the owner may run DDL; the core asks for the partitions of a generation it has just created.
CREATE FUNCTION create_partitions(generation integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE parent text;
BEGIN
    FOREACH parent IN ARRAY ARRAY['certificate', 'signed_certificate', 'revocation'] LOOP
        EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION OF %I FOR VALUES IN (%s)',
            parent || '_g' || generation, parent, generation);
    END LOOP;
END $$;
