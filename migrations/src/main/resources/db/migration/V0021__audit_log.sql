-- The audit trail as a Merkle log: leaves, the tree over them, and its signed checkpoints (docs/adr/0033).
-- Nothing here refers to audit_event: an event that somebody removes leaves its leaf behind, and so is missed.

CREATE TABLE audit_leaf (
    leaf_index bigint PRIMARY KEY CHECK (leaf_index >= 0),
    sequence   bigint NOT NULL UNIQUE,
    hash       bytea  NOT NULL CHECK (octet_length(hash) = 32)
);
COMMENT ON TABLE audit_leaf IS 'Which event is which leaf, and its hash (RFC 6962 2.1).';

CREATE TABLE audit_subtree (
    level         smallint NOT NULL CHECK (level > 0),
    subtree_index bigint   NOT NULL CHECK (subtree_index >= 0),
    hash          bytea    NOT NULL CHECK (octet_length(hash) = 32),
    PRIMARY KEY (level, subtree_index)
);
COMMENT ON TABLE audit_subtree IS 'The hash over 256^level leaves: 256 of them one after the other are a tile (C2SP tlog-tiles).';

CREATE TABLE audit_checkpoint (
    size    bigint      PRIMARY KEY CHECK (size >= 0),
    root    bytea       NOT NULL CHECK (octet_length(root) = 32),
    note    text        NOT NULL,
    made_at timestamptz NOT NULL
);
COMMENT ON COLUMN audit_checkpoint.note IS 'The checkpoint with its signature (C2SP tlog-checkpoint, signed-note).';

CREATE TABLE audit_key (
    public_key bytea       PRIMARY KEY,
    name       text        NOT NULL,
    token      text        NOT NULL,
    label      text        NOT NULL,
    made_at    timestamptz NOT NULL
);
COMMENT ON TABLE audit_key IS 'Keys that sign checkpoints: SubjectPublicKeyInfo, and the name of the log.';

GRANT SELECT, INSERT ON audit_leaf, audit_subtree, audit_checkpoint, audit_key TO lineage_core;
-- What the highest number is that an event may have by now.
GRANT SELECT ON SEQUENCE audit_event_sequence_seq TO lineage_core;
