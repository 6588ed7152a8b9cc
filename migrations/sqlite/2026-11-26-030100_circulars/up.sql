-- Mails to many signatories at once. `reader` is the last representative whose mail was queued or who gets none,
-- `last_reader` the last one there was when sending began.
CREATE TABLE circulars (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('new_version', 'stocktake', 'message')),
    state TEXT NOT NULL CHECK (state IN ('draft', 'proposed', 'sending', 'sent', 'stopped')),
    texts TEXT NOT NULL,
    audience TEXT NOT NULL,
    created_by INTEGER NOT NULL REFERENCES staff (id),
    created_at TEXT NOT NULL,
    proposed_by INTEGER REFERENCES staff (id),
    proposed_at TEXT,
    approved_by INTEGER REFERENCES staff (id),
    began_at TEXT,
    ended_at TEXT,
    recipients INTEGER NOT NULL DEFAULT 0,
    last_reader INTEGER NOT NULL DEFAULT 0,
    reader INTEGER NOT NULL DEFAULT 0,
    revision INTEGER NOT NULL
) STRICT;
CREATE INDEX circulars_by_state ON circulars (state);

-- Mailboxes, by their keyed index, that want no such mails.
CREATE TABLE circular_optouts (
    mailbox TEXT PRIMARY KEY,
    since TEXT NOT NULL
) STRICT;
