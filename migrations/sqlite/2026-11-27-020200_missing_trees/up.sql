-- Trees of the log that a node has signed and that are not here: the database is older, or has another past.
CREATE TABLE log_missing (
    size INTEGER NOT NULL,
    root TEXT NOT NULL,
    -- The checkpoint, as it was signed.
    note TEXT NOT NULL,
    -- When the node missed it.
    at TEXT NOT NULL,
    PRIMARY KEY (size, root)
) STRICT;
