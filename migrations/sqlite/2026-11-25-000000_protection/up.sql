-- What must not be named lies sealed with a key that is not here; its columns in the clear are empty then.
ALTER TABLE organisations ADD COLUMN sealed BLOB;
ALTER TABLE commitments ADD COLUMN sealed BLOB;
ALTER TABLE entries ADD COLUMN sealed BLOB;
ALTER TABLE endorsements ADD COLUMN embargo_until TEXT;

-- How many cannot be named, as it was counted with the week's batch of entries, and when that was.
ALTER TABLE register_state ADD COLUMN unnamed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE register_state ADD COLUMN batched_at TEXT;

-- Entries about signatories that cannot be named, until the week's batch is appended in chance order.
CREATE TABLE held_entries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    organisation_id INTEGER NOT NULL REFERENCES organisations (id),
    commitment_id INTEGER REFERENCES commitments (id),
    sealed BLOB NOT NULL
) STRICT;
CREATE INDEX held_entries_by_organisation ON held_entries (organisation_id);

-- Who may look at which protected identity, until when. Each row has its line in the audit trail.
CREATE TABLE unmaskings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    organisation_id INTEGER NOT NULL REFERENCES organisations (id),
    until TEXT NOT NULL
) STRICT;
CREATE INDEX unmaskings_by_staff ON unmaskings (staff_id, organisation_id);
