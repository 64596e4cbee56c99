-- What the forecast and the ledger of obligations ask of the large tables.

CREATE INDEX certificate_owed ON certificate (generation_id, not_after) WHERE profile <> 'ocsp-signer';
COMMENT ON INDEX certificate_owed IS 'How many certificates a generation answers for, and until when; its OCSP delegates are no obligation.';

-- So that the life of CRL entries is counted without a look at millions of certificates.
ALTER TABLE revocation ADD COLUMN not_after timestamptz;
COMMENT ON COLUMN revocation.not_after IS 'Of the certificate; filled in by a trigger.';
CREATE FUNCTION copy_not_after() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    SELECT not_after INTO NEW.not_after FROM certificate
        WHERE generation_id = NEW.generation_id AND serial = NEW.serial;
    RETURN NEW;
END $$;
CREATE TRIGGER copy_not_after BEFORE INSERT ON revocation FOR EACH ROW EXECUTE FUNCTION copy_not_after();
UPDATE revocation SET not_after = certificate.not_after FROM certificate
    WHERE certificate.generation_id = revocation.generation_id AND certificate.serial = revocation.serial;
ALTER TABLE revocation ALTER COLUMN not_after SET NOT NULL;
CREATE INDEX revocation_by_time ON revocation (generation_id, revoked_at);

CREATE INDEX audit_event_moved ON audit_event (sequence) WHERE kind = 'GenerationMoved';
