-- People, their certificates and their roles are changed by two of them (ADR 0046).

ALTER TABLE credential ADD COLUMN removed_at timestamptz;
COMMENT ON COLUMN credential.removed_at IS 'From then on nobody is let in by it. It stays taken: no one person is two.';
GRANT UPDATE (removed_at) ON credential TO lineage_core;
GRANT UPDATE (role) ON principal TO lineage_core;
