-- Each heartbeat says which one it follows, so that a subscriber notices that the CA's database was put back to an earlier time.

ALTER TABLE heartbeat ADD COLUMN previous timestamptz NOT NULL DEFAULT to_timestamp(0);
COMMENT ON COLUMN heartbeat.previous IS 'The time that stood there before. A subscriber to which it is another has missed something.';
CREATE FUNCTION heartbeat_follows() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    NEW.previous := OLD.at;
    RETURN NEW;
END $$;
CREATE TRIGGER heartbeat_follows BEFORE UPDATE ON heartbeat FOR EACH ROW EXECUTE FUNCTION heartbeat_follows();

ALTER PUBLICATION lineage_status DROP TABLE heartbeat;
ALTER PUBLICATION lineage_status ADD TABLE heartbeat (one, at, previous);
