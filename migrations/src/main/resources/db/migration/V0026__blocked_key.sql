-- Public keys that are not certified any more: revoked for keyCompromise here, or known to be in other hands.

CREATE TABLE blocked_key (
    spki_sha256 bytea       PRIMARY KEY CHECK (octet_length(spki_sha256) = 32),
    why         text        NOT NULL CHECK (why <> ''),
    since       timestamptz NOT NULL,
    source      text        NOT NULL CHECK (source <> '')
);
CREATE INDEX blocked_key_by_time ON blocked_key (since DESC, spki_sha256);
COMMENT ON TABLE blocked_key IS 'Insert-only: a key that was blocked stays so.';
COMMENT ON COLUMN blocked_key.spki_sha256 IS 'SHA-256 of the DER SubjectPublicKeyInfo, as in certificate.';
COMMENT ON COLUMN blocked_key.source IS 'Who blocked it, or the certificate whose revocation did.';
GRANT SELECT, INSERT ON blocked_key TO lineage_core;

INSERT INTO blocked_key (spki_sha256, why, since, source)
SELECT DISTINCT ON (certificate.spki_sha256) certificate.spki_sha256, 'revoked for keyCompromise', revoked_at,
    'certificate ' || encode(serial, 'hex') || ' of generation ' || label
FROM revocation JOIN certificate USING (generation_id, serial) JOIN generation USING (generation_id)
WHERE revocation.reason = 1
ORDER BY certificate.spki_sha256, revoked_at;

-- Which certificates have one key. No hash index: of a key that very many share, each further insert would walk through all.
CREATE INDEX certificate_by_key ON certificate (spki_sha256);
CREATE INDEX ocsp_signer_by_key ON ocsp_signer (sha256(spki));

-- Whoever blocks a key holds this exclusively to the commit, whoever intends to certify one shares it: so a key
-- is either blocked before the intent, which then sees it, or the intent's certificate is found by who blocks it.
CREATE FUNCTION hold_blocked_keys() RETURNS void LANGUAGE sql AS $$
    SELECT pg_advisory_xact_lock(7738724998339060587)
$$;

-- One call, but two snapshots: the second begins when the lock is held.
CREATE FUNCTION key_standing(keys bytea[])
RETURNS TABLE (spki_sha256 bytea, kind text, why text, since timestamptz, source text)
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(7738724998339060587);
    RETURN QUERY
        SELECT blocked.spki_sha256, 'BLOCKED', blocked.why, blocked.since, blocked.source
        FROM blocked_key AS blocked WHERE blocked.spki_sha256 = ANY (keys)
        UNION ALL
        SELECT generation.spki_sha256, 'AUTHORITY', 'it is the key of a CA here', NULL::timestamptz,
            'generation ' || generation.label
        FROM generation WHERE generation.spki_sha256 = ANY (keys)
        UNION ALL
        SELECT DISTINCT sha256(signer.spki), 'OCSP_SIGNER', 'it is the key of an OCSP responder here', NULL::timestamptz,
            'token ' || signer.token
        FROM ocsp_signer AS signer WHERE sha256(signer.spki) = ANY (keys);
END $$;
REVOKE EXECUTE ON FUNCTION hold_blocked_keys(), key_standing(bytea[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hold_blocked_keys(), key_standing(bytea[]) TO lineage_core;
