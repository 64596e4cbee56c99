-- What was to be signed and was not is of no use: its contents may go at once. What is recorded goes as before, when three later ones are there.
CREATE OR REPLACE FUNCTION keep_newest_crls() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM crl WHERE generation_id = OLD.generation_id AND scope = OLD.scope AND number = OLD.number
            AND recorded_at IS NULL)
        AND (SELECT count(*) FROM crl later WHERE later.generation_id = OLD.generation_id AND later.scope = OLD.scope
            AND later.number > OLD.number AND later.recorded_at IS NOT NULL) < 3 THEN
        RAISE EXCEPTION 'CRL % of generation % is not superseded', OLD.number, OLD.generation_id;
    END IF;
    RETURN OLD;
END $$;
COMMENT ON TABLE crl_piece IS 'Piece 0 opens the SEQUENCE, the last piece is algorithm and signature, between them is the TBSCertList. Contents of CRLs long superseded, and of those never signed, are deleted; their rows in crl stay.';
