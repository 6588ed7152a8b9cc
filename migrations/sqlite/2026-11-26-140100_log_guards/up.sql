-- What a witness says of a tree that is not here: that it has signed a larger one, or another past.
CREATE TABLE log_claims (
    witness TEXT PRIMARY KEY NOT NULL,
    -- The log's name.
    origin TEXT NOT NULL,
    -- The tree that it signed last.
    size INTEGER NOT NULL,
    -- Whether that is not the beginning of ours.
    other_past INTEGER NOT NULL
) STRICT;
-- Keys of the log that are never to sign again.
CREATE TABLE retired_keys (
    key TEXT PRIMARY KEY NOT NULL,
    at TEXT NOT NULL
) STRICT;
-- Changes of the key are looked up before each signature.
CREATE INDEX entries_by_kind ON entries (kind, number);
