-- Certificate Transparency (RFC 6962). Of a certificate that is to carry SCTs the token signs two things: the precertificate, whose
-- intent is the row of certificate, and the certificate itself, whose intent is here. Insert-only and partitioned like their neighbours.

CREATE TABLE precertificate (
    generation_id integer     NOT NULL,
    serial        bytea       NOT NULL,
    sha256        bytea       NOT NULL,
    der           bytea       NOT NULL,
    recorded_at   timestamptz NOT NULL,
    PRIMARY KEY (generation_id, serial),
    FOREIGN KEY (generation_id, serial) REFERENCES certificate
) PARTITION BY LIST (generation_id);
COMMENT ON TABLE precertificate IS 'Precertificates the token returned; only from here they go to logs. Each counts as issued, whether or not its certificate ever came to be.';

CREATE TABLE logged_certificate (
    generation_id integer     NOT NULL,
    serial        bytea       NOT NULL,
    tbs_sha256    bytea       NOT NULL,
    scts          bytea       NOT NULL,
    intended_at   timestamptz NOT NULL,
    intended_by   text        NOT NULL,
    PRIMARY KEY (generation_id, serial),
    FOREIGN KEY (generation_id, serial) REFERENCES precertificate
) PARTITION BY LIST (generation_id);
COMMENT ON TABLE logged_certificate IS 'Intents to sign the certificates of precertificates that logs have promised to make public. One for each, so that no serial number has two certificates.';
COMMENT ON COLUMN logged_certificate.scts IS 'SignedCertificateTimestampList (RFC 6962 3.3).';

CREATE TABLE transparency_log (
    log_id    bytea PRIMARY KEY CHECK (octet_length(log_id) = 32),
    gave_at   timestamptz,
    gave_ms   integer,
    failed_at timestamptz,
    failure   text
);
COMMENT ON TABLE transparency_log IS 'When logs last gave an SCT, and last did not; of each about ten seconds old at most.';
COMMENT ON COLUMN transparency_log.gave_ms IS 'How long that took.';

GRANT SELECT, INSERT ON precertificate, logged_certificate, transparency_log TO lineage_core;
GRANT UPDATE (gave_at, gave_ms, failed_at, failure) ON transparency_log TO lineage_core;

-- As in V0007. Whoever records a precertificate waits for nothing that is locked here, and so nobody waits in a circle.
CREATE OR REPLACE FUNCTION create_partitions(generation integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE parent text;
BEGIN
    LOCK TABLE certificate, precertificate IN SHARE ROW EXCLUSIVE MODE;
    FOREACH parent IN ARRAY ARRAY['certificate', 'signed_certificate', 'revocation', 'precertificate', 'logged_certificate'] LOOP
        IF to_regclass(parent || '_g' || generation) IS NULL THEN
            EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', parent || '_g' || generation, parent);
            EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES IN (%s)', parent, parent || '_g' || generation, generation);
        END IF;
    END LOOP;
END $$;
SELECT create_partitions(generation_id) FROM generation ORDER BY generation_id;

-- As in V0028, with the tables that are new; what refers goes before what it refers to.
CREATE OR REPLACE FUNCTION drop_partitions(generation integer) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp SET lock_timeout = '300ms' AS $$
DECLARE
    parent text;
    standing text;
BEGIN
    SELECT state INTO standing FROM public.generation AS g WHERE g.generation_id = drop_partitions.generation;
    IF standing IS NULL OR standing NOT IN ('Retired', 'Destroyed') THEN
        RAISE EXCEPTION 'generation % is %, not Retired or Destroyed: its records are owed, and nothing was dropped',
            generation, coalesce(standing, 'unknown');
    END IF;
    IF to_regclass('certificate_g' || generation) IS NULL THEN
        RETURN;
    END IF;
    -- Readers and writers come to these tables in any order: whoever waits here lets go before that is a deadlock.
    FOR attempt IN 1..100 LOOP
        BEGIN
            LOCK TABLE ONLY logged_certificate, ONLY precertificate, ONLY revocation, ONLY signed_certificate, ONLY certificate IN ACCESS EXCLUSIVE MODE;
            EXIT;
        EXCEPTION WHEN lock_not_available THEN
            IF attempt = 100 THEN
                RAISE;
            END IF;
            PERFORM pg_sleep(0.1);
        END;
    END LOOP;
    FOREACH parent IN ARRAY ARRAY['logged_certificate', 'precertificate', 'revocation', 'signed_certificate', 'certificate'] LOOP
        EXECUTE format('ALTER TABLE %I DETACH PARTITION %I', parent, parent || '_g' || generation);
        EXECUTE format('DROP TABLE %I', parent || '_g' || generation);
    END LOOP;
END $$;
