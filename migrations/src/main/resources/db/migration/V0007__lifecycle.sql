-- The life of an authority after its first key: what officers decided, certificates of other CAs, keys that are gone.

ALTER TABLE lineage
    ADD COLUMN naming_rule text,
    ADD COLUMN crl_budget_entries bigint CHECK (crl_budget_entries > 0),
    ADD COLUMN crl_budget_bytes bigint CHECK (crl_budget_bytes > 0);
COMMENT ON COLUMN lineage.naming_rule IS 'RFC 4514 name of the next authority, {year} and {n} to be filled in, such as CN=TLS Issuing CA {year}-{n}.';
COMMENT ON COLUMN lineage.crl_budget_entries IS 'How many entries a CRL of this lineage should have at most before a roll; null for no budget.';

ALTER TABLE profile
    ADD COLUMN beyond_issuer text NOT NULL DEFAULT 'refuse' CHECK (beyond_issuer IN ('refuse', 'shorten'));
COMMENT ON COLUMN profile.beyond_issuer IS 'What becomes of a certificate that would outlive its issuer.';

ALTER TABLE ca_certificate ADD COLUMN is_cross boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN ca_certificate.is_cross IS 'A cross- or link certificate (RFC 4210 4.4): served for path building, never presented as the generation''s own.';
COMMENT ON COLUMN ca_certificate.issuer_generation_id IS 'Null where a CA that is not ours signed it.';

ALTER TABLE crl ADD COLUMN is_final boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN crl.is_final IS 'The last of a retired generation: its nextUpdate is 99991231235959Z.';

CREATE TABLE foreign_certificate (
    sha256      bytea       PRIMARY KEY CHECK (octet_length(sha256) = 32),
    subject     bytea       NOT NULL,
    der         bytea       NOT NULL,
    is_anchor   boolean     NOT NULL,
    recorded_at timestamptz NOT NULL
);
COMMENT ON TABLE foreign_certificate IS 'Certificates of CAs that are not ours: anchors two officers chose to trust, chains above our own generations, CAs we cross-certified.';

-- A plan is proposed, approved by a second person, carried out. The approval is of the plan's digest.
CREATE TABLE act (
    act_id      integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    plan        text        NOT NULL,
    plan_sha256 bytea       NOT NULL CHECK (octet_length(plan_sha256) = 32),
    state       text        NOT NULL CHECK (state IN ('Proposed', 'Approved', 'Done', 'Withdrawn')),
    proposed_by text        NOT NULL,
    proposed_at timestamptz NOT NULL,
    approved_by text,
    approved_at timestamptz,
    closed_by   text,
    closed_at   timestamptz,
    outcome     text,
    leased_until timestamptz,
    CHECK (approved_by <> proposed_by),
    CHECK ((approved_by IS NULL) = (approved_at IS NULL)),
    CHECK (state NOT IN ('Approved', 'Done') OR approved_by IS NOT NULL)
);
CREATE INDEX act_open ON act (act_id) WHERE state IN ('Proposed', 'Approved');
COMMENT ON COLUMN act.plan IS 'Lines of "field: value", UTF-8, as its digest is taken.';
COMMENT ON COLUMN act.leased_until IS 'Until when the node that carries it out keeps others from doing the same.';
COMMENT ON COLUMN act.outcome IS 'What came of it, or what it waits for.';

CREATE TABLE key_destruction (
    generation_id integer     PRIMARY KEY REFERENCES generation,
    token         text        NOT NULL,
    key_id        bytea       NOT NULL,
    destroyed_at  timestamptz NOT NULL,
    destroyed_by  text        NOT NULL,
    refusal       text        NOT NULL
);
COMMENT ON COLUMN key_destruction.refusal IS 'What the token answered when it was asked to sign with the key afterwards.';

GRANT SELECT, INSERT ON foreign_certificate, act, key_destruction TO lineage_core;
GRANT UPDATE (state, approved_by, approved_at, closed_by, closed_at, outcome, leased_until) ON act TO lineage_core;
-- The publisher: a serial may leave a CRL only when its certificate has expired.
GRANT SELECT (generation_id, serial, not_after) ON certificate TO lineage_publisher;
GRANT UPDATE (is_anchor) ON foreign_certificate TO lineage_core;
GRANT UPDATE (naming_rule, crl_budget_entries, crl_budget_bytes) ON lineage TO lineage_core;

-- A generation is created while others issue. "CREATE TABLE … PARTITION OF" locks out everybody from its parent, and the three parents are
-- locked in the opposite order by who records a signature: a deadlock. ATTACH lets readers and writers go on; the one lock that keeps
-- intents out for a moment (the foreign keys' on certificate) is taken first, while nothing else is held.
CREATE OR REPLACE FUNCTION create_partitions(generation integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE parent text;
BEGIN
    LOCK TABLE certificate IN SHARE ROW EXCLUSIVE MODE;
    FOREACH parent IN ARRAY ARRAY['certificate', 'signed_certificate', 'revocation'] LOOP
        IF to_regclass(parent || '_g' || generation) IS NULL THEN
            EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', parent || '_g' || generation, parent);
            EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES IN (%s)', parent, parent || '_g' || generation, generation);
        END IF;
    END LOOP;
END $$;
