-- The Merkle tree over the entries: one row a tile, as wide as it is now.
CREATE TABLE log_tiles (
    level INTEGER NOT NULL,
    idx INTEGER NOT NULL,
    hashes BLOB NOT NULL,
    PRIMARY KEY (level, idx)
) STRICT;

-- What was signed and published. Each checkpoint names the size of the one before it, and no two name
-- the same: whoever comes second with a checkpoint of the same predecessor is refused.
CREATE TABLE log_checkpoints (
    size INTEGER PRIMARY KEY,
    previous INTEGER NOT NULL UNIQUE,
    root TEXT NOT NULL,
    note TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE TRIGGER log_checkpoints_are_kept BEFORE DELETE ON log_checkpoints
    BEGIN SELECT RAISE(ABORT, 'checkpoints are never deleted'); END;
CREATE TRIGGER log_checkpoints_are_fixed BEFORE UPDATE ON log_checkpoints
    BEGIN SELECT RAISE(ABORT, 'checkpoints are never changed'); END;
