-- People whom no CA of ours certified: an offline installation has no CA before its first ceremony, and needs none to be opened.

ALTER TABLE credential
    ALTER COLUMN generation_id DROP NOT NULL,
    ALTER COLUMN serial DROP NOT NULL,
    ADD COLUMN der bytea,
    ADD CHECK ((generation_id IS NULL) = (serial IS NULL)),
    ADD CHECK (generation_id IS NOT NULL OR der IS NOT NULL),
    ADD CHECK (sha256(der) = sha256);
COMMENT ON COLUMN credential.generation_id IS 'Null where the certificate is self-signed and trusted for its fingerprint alone.';
COMMENT ON COLUMN credential.der IS 'The certificate, to which shares are sealed; null where it was registered before there were any.';

ALTER TABLE principal ADD COLUMN removed_at timestamptz;
COMMENT ON COLUMN principal.removed_at IS 'From then on none of its certificates is accepted. Its name stays taken: what was done under it is on record.';
GRANT UPDATE (removed_at) ON principal TO lineage_core;
