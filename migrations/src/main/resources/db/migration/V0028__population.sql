-- How many certificates there are: of each generation, profile and key type, by the hour in which they expire (docs/adr/0037).

ALTER TABLE certificate ADD COLUMN key_type text NOT NULL DEFAULT 'unknown';
COMMENT ON COLUMN certificate.key_type IS 'Algorithm and size of the public key: ec-p256, rsa-2048; unknown where it was not noted and the certificate does not tell.';

-- Of what is on record already: a SubjectPublicKeyInfo of a usual kind has a known beginning and length, and its digest is there.
UPDATE certificate SET key_type = usual.key_type
FROM signed_certificate AS signed CROSS JOIN (VALUES
    ('ec-p256', '\x3059301306072a8648ce3d020106082a8648ce3d030107034200'::bytea, 91),
    ('ec-p384', '\x3076301006072a8648ce3d020106052b81040022036200'::bytea, 120),
    ('ec-p521', '\x30819b301006072a8648ce3d020106052b810400230381860004'::bytea, 158),
    ('rsa-2048', '\x30820122300d06092a864886f70d01010105000382010f003082010a0282010100'::bytea, 294),
    ('rsa-3072', '\x308201a2300d06092a864886f70d01010105000382018f003082018a0282018100'::bytea, 422),
    ('rsa-4096', '\x30820222300d06092a864886f70d01010105000382020f003082020a0282020100'::bytea, 550)
) AS usual (key_type, beginning, octets)
WHERE signed.generation_id = certificate.generation_id AND signed.serial = certificate.serial
    AND position(usual.beginning IN signed.der) > 0
    AND sha256(substring(signed.der FROM position(usual.beginning IN signed.der) FOR usual.octets)) = certificate.spki_sha256;

-- A revocation tells what is counted of its certificate, as it tells its end.
ALTER TABLE revocation
    ADD COLUMN profile text NOT NULL DEFAULT 'unknown',
    ADD COLUMN key_type text NOT NULL DEFAULT 'unknown';
COMMENT ON COLUMN revocation.profile IS 'Of the certificate; filled in by the trigger.';
COMMENT ON COLUMN revocation.key_type IS 'Of the certificate; filled in by the trigger.';
CREATE OR REPLACE FUNCTION copy_not_after() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    SELECT not_after, crl_scope, profile, key_type INTO NEW.not_after, NEW.crl_scope, NEW.profile, NEW.key_type
        FROM certificate WHERE generation_id = NEW.generation_id AND serial = NEW.serial;
    RETURN NEW;
END $$;
ALTER TABLE revocation DISABLE TRIGGER only_holds_change;
UPDATE revocation SET profile = certificate.profile, key_type = certificate.key_type FROM certificate
    WHERE certificate.generation_id = revocation.generation_id AND certificate.serial = revocation.serial;
ALTER TABLE revocation ENABLE TRIGGER only_holds_change;

-- Without a reference to certificate: the numbers stay when a retired generation's records are dropped.
CREATE TABLE population (
    generation_id integer     NOT NULL REFERENCES generation,
    profile       text        NOT NULL,
    key_type      text        NOT NULL,
    expires       timestamptz NOT NULL,
    issued        bigint      NOT NULL,
    revoked       bigint      NOT NULL,
    held          bigint      NOT NULL,
    PRIMARY KEY (generation_id, profile, key_type, expires)
);
COMMENT ON TABLE population IS 'Sums of what population_change held until it was last folded. Together they are exact in every snapshot.';
COMMENT ON COLUMN population.expires IS 'The beginning of the hour in which notAfter lies; for those that expired a day ago and longer, of its month (UTC).';
COMMENT ON COLUMN population.revoked IS 'Revoked or on hold.';
COMMENT ON COLUMN population.held IS 'On hold; counted in revoked, too.';

-- One row for each kind of certificate in a statement: nobody who issues or revokes waits for another.
CREATE TABLE population_change (
    generation_id integer     NOT NULL,
    profile       text        NOT NULL,
    key_type      text        NOT NULL,
    expires       timestamptz NOT NULL,
    issued        bigint      NOT NULL,
    revoked       bigint      NOT NULL,
    held          bigint      NOT NULL
);
COMMENT ON TABLE population_change IS 'Committed with the certificates and revocations it counts.';

CREATE FUNCTION count_issued() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO population_change
        SELECT generation_id, profile, key_type, date_bin('1 hour', not_after, to_timestamp(0)), count(*), 0, 0
        FROM added GROUP BY 1, 2, 3, 4;
    RETURN NULL;
END $$;
CREATE TRIGGER count_issued AFTER INSERT ON certificate
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_issued();

-- Reason 6 is a hold, reason 8 a released one.
CREATE FUNCTION count_revoked() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO population_change
        SELECT generation_id, profile, key_type, date_bin('1 hour', not_after, to_timestamp(0)), 0,
            count(*), count(*) FILTER (WHERE reason = 6)
        FROM added WHERE reason <> 8 GROUP BY 1, 2, 3, 4;
    RETURN NULL;
END $$;
CREATE TRIGGER count_revoked AFTER INSERT ON revocation
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_revoked();

CREATE FUNCTION count_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO population_change
        SELECT generation_id, profile, key_type, date_bin('1 hour', not_after, to_timestamp(0)), 0,
            sum(sign), coalesce(sum(sign) FILTER (WHERE reason = 6), 0)
        FROM (SELECT *, 1 AS sign FROM is_now UNION ALL SELECT *, -1 FROM was) AS changed
        WHERE reason <> 8 GROUP BY 1, 2, 3, 4;
    RETURN NULL;
END $$;
CREATE TRIGGER count_changed AFTER UPDATE ON revocation
    REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT EXECUTE FUNCTION count_changed();

-- Where rows came in without triggers (an attached partition), and once for those that are there already.
CREATE FUNCTION recount_population() RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    LOCK TABLE certificate, revocation, population, population_change IN SHARE ROW EXCLUSIVE MODE;
    DELETE FROM population_change WHERE to_regclass('certificate_g' || generation_id) IS NOT NULL;
    DELETE FROM population WHERE to_regclass('certificate_g' || generation_id) IS NOT NULL;
    INSERT INTO population
        SELECT generation_id, profile, key_type, expires, sum(issued), sum(revoked), sum(held)
        FROM (
            SELECT generation_id, profile, key_type, date_bin('1 hour', not_after, to_timestamp(0)) AS expires,
                count(*) AS issued, 0 AS revoked, 0 AS held
            FROM certificate GROUP BY 1, 2, 3, 4
            UNION ALL
            SELECT generation_id, profile, key_type, date_bin('1 hour', not_after, to_timestamp(0)), 0,
                count(*), count(*) FILTER (WHERE reason = 6)
            FROM revocation WHERE reason <> 8 GROUP BY 1, 2, 3, 4
        ) AS counted GROUP BY 1, 2, 3, 4;
END $$;
SELECT recount_population();

-- Who folds is alone; those that issue and revoke go on meanwhile.
CREATE FUNCTION fold_population(at timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    long_ago timestamptz := at - interval '1 day';
    folded bigint;
BEGIN
    IF NOT pg_try_advisory_xact_lock(hashtext('fold_population')) THEN
        RETURN 0;
    END IF;
    WITH changes AS (
        DELETE FROM population_change RETURNING *
    ), expired AS (
        DELETE FROM population WHERE expires < long_ago AND expires <> date_trunc('month', expires, 'UTC') RETURNING *
    ), written AS (
        INSERT INTO population AS old
            SELECT generation_id, profile, key_type,
                CASE WHEN expires < long_ago THEN date_trunc('month', expires, 'UTC') ELSE expires END,
                sum(issued), sum(revoked), sum(held)
            FROM (SELECT * FROM changes UNION ALL SELECT * FROM expired) AS moved GROUP BY 1, 2, 3, 4
            ON CONFLICT (generation_id, profile, key_type, expires) DO UPDATE SET
                issued = old.issued + excluded.issued, revoked = old.revoked + excluded.revoked, held = old.held + excluded.held
    )
    SELECT count(*) INTO folded FROM changes;
    RETURN folded;
END $$;

-- Those that expire in the running hour are looked at one by one; delegates are not in certificate_owed.
CREATE INDEX certificate_delegated ON certificate (generation_id, not_after) WHERE profile = 'ocsp-signer';

-- A retired generation's records go in one step, at the owner's wish; its row in generation and its numbers stay.
CREATE FUNCTION drop_partitions(generation integer) RETURNS void
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
            LOCK TABLE ONLY revocation, ONLY signed_certificate, ONLY certificate IN ACCESS EXCLUSIVE MODE;
            EXIT;
        EXCEPTION WHEN lock_not_available THEN
            IF attempt = 100 THEN
                RAISE;
            END IF;
            PERFORM pg_sleep(0.1);
        END;
    END LOOP;
    FOREACH parent IN ARRAY ARRAY['revocation', 'signed_certificate', 'certificate'] LOOP
        EXECUTE format('ALTER TABLE %I DETACH PARTITION %I', parent, parent || '_g' || generation);
        EXECUTE format('DROP TABLE %I', parent || '_g' || generation);
    END LOOP;
END $$;

REVOKE EXECUTE ON FUNCTION count_issued(), count_revoked(), count_changed(), recount_population(), fold_population(timestamptz),
    drop_partitions(integer) FROM PUBLIC;
GRANT SELECT ON population, population_change TO lineage_core;
GRANT EXECUTE ON FUNCTION fold_population(timestamptz) TO lineage_core;
