-- CRLs of any size: contents in pieces; scopes beside the complete one; deltas; holds that can be released (docs/adr/0029, 0030).

-- Which CRL a certificate names. A shard is known by that URI alone, so the number of shards may change.
ALTER TABLE certificate ADD COLUMN crl_scope text NOT NULL DEFAULT 'complete';
COMMENT ON COLUMN certificate.crl_scope IS 'The scope whose URI stands in its cRLDistributionPoints: complete, ca, or shard-N.';
ALTER TABLE revocation ADD COLUMN crl_scope text NOT NULL DEFAULT 'complete';
COMMENT ON COLUMN revocation.crl_scope IS 'Of the certificate; filled in by the trigger.';
CREATE INDEX revocation_by_scope ON revocation (generation_id, crl_scope) WHERE crl_scope <> 'complete';
CREATE OR REPLACE FUNCTION copy_not_after() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    SELECT not_after, crl_scope INTO NEW.not_after, NEW.crl_scope FROM certificate
        WHERE generation_id = NEW.generation_id AND serial = NEW.serial;
    RETURN NEW;
END $$;

-- Everything but a hold is final (RFC 5280 5.3.1). A released one stays as reason 8, removeFromCRL, which deltas tell and no status knows.
CREATE FUNCTION only_holds_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF OLD.reason NOT IN (6, 8) OR (OLD.reason = 6 AND NEW.reason = 6) OR (OLD.reason = 8 AND NEW.reason = 8)
        OR NEW.generation_id <> OLD.generation_id OR NEW.serial <> OLD.serial
        OR NEW.not_after <> OLD.not_after OR NEW.crl_scope <> OLD.crl_scope OR NEW.change <= OLD.change THEN
        RAISE EXCEPTION 'the revocation of % is final', encode(OLD.serial, 'hex');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER only_holds_change BEFORE UPDATE ON revocation FOR EACH ROW EXECUTE FUNCTION only_holds_change();
GRANT UPDATE (revoked_at, reason, invalidity_date, revoked_by, change) ON revocation TO lineage_core;

ALTER TABLE crl_scope
    ADD COLUMN delta_of text,
    ADD COLUMN in_new_certificates boolean NOT NULL DEFAULT false,
    ADD COLUMN served_at timestamptz,
    ADD COLUMN coalesce_seconds bigint CHECK (coalesce_seconds > 0),
    ADD COLUMN keeps_expired_since timestamptz,
    ADD FOREIGN KEY (generation_id, delta_of) REFERENCES crl_scope,
    ADD CHECK (scope ~ '^(complete|ca|shard-(0|[1-9][0-9]{0,3}))(-delta)?$'),
    ADD CHECK (CASE WHEN delta_of IS NULL THEN scope NOT LIKE '%-delta' ELSE scope = delta_of || '-delta' END);
COMMENT ON COLUMN crl_scope.scope IS 'Which certificates of the generation the CRL speaks for: complete, all of them; ca, those of CAs that name it; shard-N, those that name it. With -delta, what has changed since the newest of the scope before the hyphen.';
COMMENT ON COLUMN crl_scope.delta_of IS 'Deltas have a place and a period of their own; their numbers are of the scope they belong to (RFC 5280 5.2.3).';
COMMENT ON COLUMN crl_scope.in_new_certificates IS 'Of ca: whether new certificates of CAs are to name it. Of shards: whether new certificates are to be spread over it.';
COMMENT ON COLUMN crl_scope.served_at IS 'Since when a CRL of it is known to be served; before that no certificate names it.';
COMMENT ON COLUMN crl_scope.coalesce_seconds IS 'How soon after a revocation a CRL tells it, together with all others of that time; null: when the next is due.';
COMMENT ON COLUMN crl_scope.keeps_expired_since IS 'Entries of certificates that expired after it stay (expiredCertsOnCRL, X.509 9.5.2.6); null: they go when RFC 5280 3.3 allows.';
GRANT UPDATE (coalesce_seconds, keeps_expired_since, in_new_certificates, served_at) ON crl_scope TO lineage_core;

-- The DER in order: what was to be signed is there from the intent on, what encloses it comes with the signature.
CREATE TABLE crl_piece (
    generation_id integer NOT NULL,
    scope         text    NOT NULL,
    number        bigint  NOT NULL,
    piece         integer NOT NULL,
    content       bytea   NOT NULL,
    PRIMARY KEY (generation_id, scope, number, piece),
    FOREIGN KEY (generation_id, scope, number) REFERENCES crl DEFERRABLE INITIALLY DEFERRED
);
-- Random serials do not compress; trying costs more than all the rest.
ALTER TABLE crl_piece ALTER COLUMN content SET STORAGE EXTERNAL;
COMMENT ON TABLE crl_piece IS 'Piece 0 opens the SEQUENCE, the last piece is algorithm and signature, between them is the TBSCertList. Contents of CRLs long superseded are deleted; their rows in crl stay.';

ALTER TABLE crl
    ADD COLUMN base_number bigint,
    ADD COLUMN change_mark bigint,
    ADD COLUMN octets bigint;
COMMENT ON COLUMN crl.base_number IS 'Of a delta: the complete CRL of the same scope it adds to (deltaCRLIndicator, RFC 5280 5.2.4).';
COMMENT ON COLUMN crl.change_mark IS 'All changes of status up to it are in the CRL; null where a ceremony signed it elsewhere.';
COMMENT ON COLUMN crl.octets IS 'Size of the DER.';
DROP TRIGGER keep_recorded_crl ON crl;
INSERT INTO crl_piece SELECT generation_id, scope, number, 1, der FROM crl WHERE der IS NOT NULL;
UPDATE crl SET octets = octet_length(der) WHERE der IS NOT NULL;
ALTER TABLE crl DROP COLUMN der;
ALTER TABLE crl ADD CHECK ((octets IS NULL) = (recorded_at IS NULL));
CREATE TRIGGER keep_recorded_crl BEFORE UPDATE ON crl FOR EACH ROW WHEN (OLD.recorded_at IS NOT NULL) EXECUTE FUNCTION keep_recorded_crl();

-- Contents may go only when three later CRLs of the scope are there.
CREATE FUNCTION keep_newest_crls() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF (SELECT count(*) FROM crl later JOIN crl this USING (generation_id, scope)
            WHERE this.generation_id = OLD.generation_id AND this.scope = OLD.scope AND this.number = OLD.number
            AND later.number > this.number AND later.recorded_at IS NOT NULL) < 3 THEN
        RAISE EXCEPTION 'CRL % of generation % is not superseded', OLD.number, OLD.generation_id;
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER keep_newest_crls BEFORE DELETE ON crl_piece FOR EACH ROW EXECUTE FUNCTION keep_newest_crls();

REVOKE UPDATE ON crl FROM lineage_core;
GRANT UPDATE (octets, recorded_at) ON crl TO lineage_core;
GRANT SELECT, INSERT, DELETE ON crl_piece TO lineage_core;
GRANT SELECT ON crl_piece TO lineage_publisher;
-- The publisher: no serial stands in two shards, and a serial leaves one when its hold was released.
GRANT SELECT (generation_id, serial, reason, not_after, crl_scope, change) ON revocation TO lineage_publisher;
