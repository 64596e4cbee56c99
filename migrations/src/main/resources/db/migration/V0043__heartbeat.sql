-- Each heartbeat also names the run of the server it was written in, so that a subscriber notices that the CA's database was put back
-- even if no heartbeat was lost by it (docs/adr/0027). The first change of a run to what is published carries one.

ALTER TABLE heartbeat
    ADD COLUMN run          timestamptz NOT NULL DEFAULT to_timestamp(0),
    ADD COLUMN run_began    pg_lsn      NOT NULL DEFAULT '0/0',
    ADD COLUMN previous_run timestamptz NOT NULL DEFAULT to_timestamp(0);
COMMENT ON COLUMN heartbeat.run IS 'When the server was started that wrote it.';
COMMENT ON COLUMN heartbeat.run_began IS
    'Where in the log that run began, or later, but before its first commit of what is published. A subscriber that is further has taken what no longer exists.';
COMMENT ON COLUMN heartbeat.previous_run IS 'The run that stood there before. A subscriber to which it is another has missed something.';

CREATE OR REPLACE FUNCTION heartbeat_follows() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    NEW.previous := OLD.at;
    NEW.previous_run := OLD.run;
    NEW.run := pg_postmaster_start_time();
    NEW.run_began := OLD.run_began;
    IF NEW.run <> OLD.run THEN
        -- A server ends its recovery, and its shutdown, with a checkpoint. Only a replica that is promoted works before it has one of
        -- its own; the last one is from a timeline that ended.
        SELECT CASE WHEN pg_walfile_name(pg_current_wal_insert_lsn()) LIKE lpad(upper(to_hex(timeline_id)), 8, '0') || '%'
                THEN redo_lsn ELSE pg_current_wal_insert_lsn() END
            INTO NEW.run_began FROM pg_control_checkpoint();
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION heartbeat_of_this_run() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE heartbeat SET at = at WHERE run <> pg_postmaster_start_time();
    RETURN NULL;
END $$;
DO $$
DECLARE
    published name;
BEGIN
    FOR published IN SELECT tablename FROM pg_publication_tables WHERE pubname = 'lineage_status' AND tablename <> 'heartbeat' LOOP
        EXECUTE format('CREATE TRIGGER heartbeat_of_this_run BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON %I
            FOR EACH STATEMENT EXECUTE FUNCTION heartbeat_of_this_run()', published);
    END LOOP;
END $$;

ALTER PUBLICATION lineage_status DROP TABLE heartbeat;
ALTER PUBLICATION lineage_status ADD TABLE heartbeat (one, at, previous, run, run_began, previous_run);
