-- Installations that packages are carried to and from, and every package there was. What a chain of packages has come to changes in the
-- transaction that takes or keeps the package.

CREATE TABLE exchange_partner (
    partner_id     integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name           text        NOT NULL CHECK (name ~ '^[a-z][a-z0-9-]{0,31}$'),
    spki           bytea       NOT NULL,
    proposed_by    text        NOT NULL,
    proposed_at    timestamptz NOT NULL,
    pinned_by      text,
    pinned_at      timestamptz,
    removed_by     text,
    removed_at     timestamptz,
    sent_sequence  bigint      NOT NULL DEFAULT 0 CHECK (sent_sequence >= 0),
    sent_sha256    bytea       NOT NULL DEFAULT decode(repeat('00', 32), 'hex') CHECK (octet_length(sent_sha256) = 32),
    taken_sequence bigint      NOT NULL DEFAULT 0 CHECK (taken_sequence >= 0),
    taken_sha256   bytea       NOT NULL DEFAULT decode(repeat('00', 32), 'hex') CHECK (octet_length(taken_sha256) = 32),
    CHECK (pinned_by <> proposed_by),
    CHECK ((pinned_by IS NULL) = (pinned_at IS NULL)),
    CHECK ((removed_by IS NULL) = (removed_at IS NULL)),
    CHECK (pinned_by IS NOT NULL OR (sent_sequence = 0 AND taken_sequence = 0))
);
CREATE UNIQUE INDEX one_partner_of_a_name ON exchange_partner (name) WHERE removed_at IS NULL;
CREATE UNIQUE INDEX one_partner_of_a_key ON exchange_partner (spki) WHERE removed_at IS NULL;
COMMENT ON COLUMN exchange_partner.spki IS 'Its exchange key. Brought by one person, compared by another.';
COMMENT ON COLUMN exchange_partner.sent_sha256 IS 'SHA-256 of the manifest of the last package sent; zeros before the first.';
COMMENT ON COLUMN exchange_partner.taken_sha256 IS 'SHA-256 of the manifest of the last package taken; zeros before the first.';

CREATE TABLE exchange_package (
    partner_id      integer     NOT NULL REFERENCES exchange_partner,
    direction       text        NOT NULL CHECK (direction IN ('SENT', 'TAKEN')),
    sequence        bigint      NOT NULL CHECK (sequence > 0),
    kind            text        NOT NULL CHECK (kind IN ('requests', 'results')),
    manifest_sha256 bytea       NOT NULL CHECK (octet_length(manifest_sha256) = 32),
    octets          bytea       NOT NULL,
    at              timestamptz NOT NULL,
    actor           text        NOT NULL,
    PRIMARY KEY (partner_id, direction, sequence),
    UNIQUE (partner_id, direction, manifest_sha256)
);
COMMENT ON COLUMN exchange_package.octets IS 'As it was carried. What was asked for and what came is read from here.';

GRANT SELECT, INSERT ON exchange_partner, exchange_package TO lineage_core;
GRANT UPDATE (pinned_by, pinned_at, removed_by, removed_at, sent_sequence, sent_sha256, taken_sequence, taken_sha256) ON exchange_partner TO lineage_core;
