-- What witnesses signed: that, at a moment, the tree of this size was the largest that they had seen.
CREATE TABLE log_cosignatures (
    size BIGINT NOT NULL REFERENCES log_checkpoints (size),
    witness TEXT NOT NULL,
    at TIMESTAMP NOT NULL,
    line TEXT NOT NULL,
    PRIMARY KEY (size, witness)
);
