-- CRLs per generation and scope. The number is taken and the digest committed before the token is asked.

CREATE TABLE crl_scope (
    generation_id      integer NOT NULL REFERENCES generation,
    scope              text    NOT NULL,
    distribution_point text    NOT NULL UNIQUE,
    period_seconds     bigint  NOT NULL CHECK (period_seconds > 0),
    lifetime_seconds   bigint  NOT NULL CHECK (lifetime_seconds > period_seconds),
    last_number        bigint  NOT NULL DEFAULT 0,
    PRIMARY KEY (generation_id, scope)
);
COMMENT ON COLUMN crl_scope.scope IS 'Which certificates of the generation the CRL speaks for; "complete" is all of them.';
COMMENT ON COLUMN crl_scope.period_seconds IS 'From one thisUpdate to the next.';
COMMENT ON COLUMN crl_scope.lifetime_seconds IS 'From thisUpdate to nextUpdate.';
COMMENT ON COLUMN crl_scope.last_number IS 'The highest CRL number ever taken, signed or not (RFC 5280 5.2.3).';

CREATE TABLE crl (
    generation_id integer     NOT NULL,
    scope         text        NOT NULL,
    number        bigint      NOT NULL,
    this_update   timestamptz NOT NULL,
    next_update   timestamptz NOT NULL,
    entries       bigint      NOT NULL,
    tbs_sha256    bytea       NOT NULL,
    intended_at   timestamptz NOT NULL,
    der           bytea,
    recorded_at   timestamptz,
    PRIMARY KEY (generation_id, scope, number),
    FOREIGN KEY (generation_id, scope) REFERENCES crl_scope,
    CHECK ((der IS NULL) = (recorded_at IS NULL))
);
COMMENT ON TABLE crl IS 'A row without der is a number that was taken and whose signature never arrived.';

-- The signature arrives once; what relying parties hold cannot be changed behind them.
CREATE FUNCTION keep_recorded_crl() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'CRL % of generation % is already recorded', OLD.number, OLD.generation_id;
END $$;
CREATE TRIGGER keep_recorded_crl BEFORE UPDATE ON crl FOR EACH ROW WHEN (OLD.der IS NOT NULL) EXECUTE FUNCTION keep_recorded_crl();
