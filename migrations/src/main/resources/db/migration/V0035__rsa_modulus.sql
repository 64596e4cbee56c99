-- RSA moduli that were certified, and their products, in which keys that share a prime are found (docs/adr/0045).

CREATE TABLE rsa_product (
    chunk   integer PRIMARY KEY CHECK (chunk > 0),
    moduli  integer NOT NULL CHECK (moduli > 0),
    product bytea   NOT NULL
);
ALTER TABLE rsa_product ALTER COLUMN product SET STORAGE EXTERNAL;
COMMENT ON TABLE rsa_product IS 'Products of the moduli of a chunk; the last chunk grows until it is full.';

CREATE TABLE rsa_modulus (
    spki_sha256 bytea   PRIMARY KEY CHECK (octet_length(spki_sha256) = 32),
    modulus     bytea   NOT NULL,
    chunk       integer REFERENCES rsa_product
);
CREATE INDEX rsa_modulus_unscreened ON rsa_modulus (spki_sha256) WHERE chunk IS NULL;
COMMENT ON TABLE rsa_modulus IS 'Each RSA key once, from the first intent to certify it on; they stay when the records of a generation are dropped.';
COMMENT ON COLUMN rsa_modulus.modulus IS 'The most significant octet first.';
COMMENT ON COLUMN rsa_modulus.chunk IS 'In whose product it is; null until it was compared with all others.';

GRANT SELECT, INSERT ON rsa_modulus, rsa_product TO lineage_core;
GRANT UPDATE (chunk) ON rsa_modulus TO lineage_core;
GRANT UPDATE (moduli, product) ON rsa_product TO lineage_core;

-- Of what is on record already: as in V0028, a SubjectPublicKeyInfo of a usual size has a known beginning, which the modulus follows.
INSERT INTO rsa_modulus (spki_sha256, modulus)
SELECT DISTINCT ON (certificate.spki_sha256) certificate.spki_sha256,
    substring(signed.der FROM position(usual.beginning IN signed.der) + octet_length(usual.beginning) FOR usual.octets)
FROM certificate JOIN signed_certificate AS signed USING (generation_id, serial) JOIN (VALUES
    ('rsa-2048', '\x30820122300d06092a864886f70d01010105000382010f003082010a0282010100'::bytea, 294, 256),
    ('rsa-3072', '\x308201a2300d06092a864886f70d01010105000382018f003082018a0282018100'::bytea, 422, 384),
    ('rsa-4096', '\x30820222300d06092a864886f70d01010105000382020f003082020a0282020100'::bytea, 550, 512)
) AS usual (key_type, beginning, spki_octets, octets) ON usual.key_type = certificate.key_type
WHERE position(usual.beginning IN signed.der) > 0
    AND sha256(substring(signed.der FROM position(usual.beginning IN signed.der) FOR usual.spki_octets)) = certificate.spki_sha256;
