-- What each witness signed last: that, at a moment, the tree of this size was the largest that it had seen.
CREATE TABLE log_witnesses (
    witness TEXT PRIMARY KEY NOT NULL,
    since TIMESTAMP NOT NULL,
    size BIGINT NOT NULL REFERENCES log_checkpoints (size),
    at TIMESTAMP NOT NULL,
    line TEXT NOT NULL
);
