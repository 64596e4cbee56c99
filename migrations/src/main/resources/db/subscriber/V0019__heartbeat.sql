-- After the CA's database was put back to an earlier time its log is shorter than what was taken from it, and whatever is
-- committed until it is as long again never comes. The next heartbeat shows it, and from then on nothing is taken.

ALTER TABLE heartbeat ADD COLUMN previous timestamptz NOT NULL DEFAULT to_timestamp(0);
CREATE FUNCTION heartbeat_follows() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.previous <> OLD.at THEN
        RAISE EXCEPTION 'this copy has missed what happened between % and %', OLD.at, NEW.previous
            USING HINT = 'The database it is a copy of was probably restored. Make the copy anew.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER heartbeat_follows BEFORE UPDATE ON heartbeat FOR EACH ROW EXECUTE FUNCTION heartbeat_follows();
ALTER TABLE heartbeat ENABLE ALWAYS TRIGGER heartbeat_follows;
