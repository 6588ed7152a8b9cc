-- A change of the log's key: one admin asks for it, another allows it, and whoever runs the server does it.
CREATE TABLE key_changes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    state TEXT NOT NULL CHECK (state IN ('proposed', 'allowed', 'begun', 'called_off')),
    proposed_by INTEGER NOT NULL REFERENCES staff (id),
    proposed_at TEXT NOT NULL,
    allowed_by INTEGER REFERENCES staff (id),
    allowed_at TEXT,
    -- The new key, name+hash+key, once it signs.
    key TEXT
) STRICT;
-- One at a time.
CREATE UNIQUE INDEX key_changes_open ON key_changes ((1)) WHERE state IN ('proposed', 'allowed');
