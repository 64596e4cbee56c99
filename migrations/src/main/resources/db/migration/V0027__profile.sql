-- Profiles are documents with versions. A document once recorded stays as it is; the profile points at the one in force.

CREATE TABLE profile_version (
    name        text        NOT NULL,
    version     integer     NOT NULL CHECK (version > 0),
    yaml        text        NOT NULL,
    sha256      bytea       NOT NULL CHECK (sha256 = sha256(convert_to(yaml, 'UTF8'))),
    recorded_at timestamptz NOT NULL,
    recorded_by text        NOT NULL,
    PRIMARY KEY (name, version)
);
COMMENT ON TABLE profile_version IS 'What a profile said and says, as it was approved.';

-- What earlier installations have becomes a short document: what it leaves out is as in the ready-made one of its template.
INSERT INTO profile_version (name, version, yaml, sha256, recorded_at, recorded_by)
SELECT name, 1, yaml, sha256(convert_to(yaml, 'UTF8')), now(), 'migration V0027'
FROM profile JOIN lineage USING (lineage_id),
    LATERAL (SELECT format(E'# Carried over from before profiles had versions.\nprofile: %s\nversion: 1\ntemplate: %s\nlineage: %s\nvalidity: %s\nbeyond-issuer: %s\n',
        name, lower(replace(template, '_', '-')), role,
        CASE WHEN validity_seconds % 86400 = 0 THEN validity_seconds / 86400 || 'd'
             WHEN validity_seconds % 3600 = 0 THEN validity_seconds / 3600 || 'h'
             ELSE validity_seconds / 60 || 'm' END,
        beyond_issuer) AS yaml) AS document;

ALTER TABLE profile
    ADD COLUMN version integer NOT NULL DEFAULT 1,
    ADD FOREIGN KEY (name, version) REFERENCES profile_version;
ALTER TABLE profile ALTER COLUMN version DROP DEFAULT;
COMMENT ON COLUMN profile.version IS 'The version in force; the other columns repeat what its document says.';

ALTER TABLE certificate ADD COLUMN profile_version integer NOT NULL DEFAULT 0;
COMMENT ON COLUMN certificate.profile_version IS 'The version of the profile it was made by; 0 for what has none: CA certificates, OCSP signers, and what was issued before profiles had versions.';

GRANT SELECT, INSERT ON profile_version TO lineage_core;
GRANT UPDATE (lineage_id, validity_seconds, beyond_issuer, version) ON profile TO lineage_core;
