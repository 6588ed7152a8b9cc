-- The Merkle tree over the entries: one row a tile, as wide as it is now.
CREATE TABLE log_tiles (
    level BIGINT NOT NULL,
    idx BIGINT NOT NULL,
    hashes BYTEA NOT NULL,
    PRIMARY KEY (level, idx)
);

-- What was signed and published. Each checkpoint names the size of the one before it, and no two name
-- the same: whoever comes second with a checkpoint of the same predecessor is refused.
CREATE TABLE log_checkpoints (
    size BIGINT PRIMARY KEY,
    previous BIGINT NOT NULL UNIQUE,
    root TEXT NOT NULL,
    note TEXT NOT NULL,
    at TIMESTAMP NOT NULL
);
CREATE TRIGGER log_checkpoints_are_kept BEFORE DELETE ON log_checkpoints FOR EACH ROW
    EXECUTE FUNCTION refuse_change('checkpoints are never deleted');
CREATE TRIGGER log_checkpoints_are_fixed BEFORE UPDATE ON log_checkpoints FOR EACH ROW
    EXECUTE FUNCTION refuse_change('checkpoints are never changed');
