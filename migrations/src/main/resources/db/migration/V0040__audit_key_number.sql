-- Where the key that signs checkpoints is lost with its token, another follows it (docs/adr/0050).
ALTER TABLE audit_key ADD COLUMN number integer NOT NULL DEFAULT 1 UNIQUE CHECK (number > 0);
ALTER TABLE audit_key ALTER COLUMN number DROP DEFAULT;
COMMENT ON COLUMN audit_key.number IS 'The first key is 1 and named the log; the one with the highest number signs.';
