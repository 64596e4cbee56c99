-- The CA's database can be put back to an earlier time without a heartbeat that is lost by it. So the runs of its server must follow each other,
-- too, and a new one may not begin before what was taken already.

ALTER TABLE heartbeat
    ADD COLUMN run          timestamptz NOT NULL DEFAULT to_timestamp(0),
    ADD COLUMN run_began    pg_lsn      NOT NULL DEFAULT '0/0',
    ADD COLUMN previous_run timestamptz NOT NULL DEFAULT to_timestamp(0);
CREATE OR REPLACE FUNCTION heartbeat_follows() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    taken pg_lsn;
BEGIN
    IF NEW.previous <> OLD.at THEN
        RAISE EXCEPTION 'this copy has missed what happened between % and %', OLD.at, NEW.previous
            USING HINT = 'The database it is a copy of was probably restored. Make the copy anew.';
    END IF;
    IF NEW.previous_run <> OLD.run THEN
        RAISE EXCEPTION 'this copy has missed what happened between the starts of its source at % and %', OLD.run, NEW.previous_run
            USING HINT = 'The database it is a copy of was probably restored. Make the copy anew.';
    END IF;
    -- The first that this copy hears of proves nothing: it may have begun before.
    IF NEW.run <> OLD.run AND OLD.run > to_timestamp(0) AND pg_replication_origin_session_is_setup() THEN
        -- The end of the last commit that was applied, before the one this is part of.
        taken := pg_replication_origin_session_progress(false);
        IF taken > NEW.run_began THEN
            RAISE EXCEPTION 'this copy has taken the log of its source to %, which began again at % when it was started at %',
                    taken, NEW.run_began, NEW.run
                USING HINT = 'The database it is a copy of was probably restored. Make the copy anew.';
        END IF;
    END IF;
    RETURN NEW;
END $$;
