-- When a check no longer counts, and when it was last seen to hold.
ALTER TABLE assurances ADD COLUMN lapsed_at TEXT;
ALTER TABLE assurances ADD COLUMN last_verified_at TEXT;

-- What an organisation puts at its domain to show that it controls it, and what was seen there last. The token is
-- for the world to read: it says nothing and opens nothing.
CREATE TABLE challenges (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    organisation_id INTEGER NOT NULL UNIQUE REFERENCES organisations (id),
    domain TEXT NOT NULL,
    token TEXT NOT NULL,
    asked_at TEXT NOT NULL,
    looked_at TEXT,
    dns_finding TEXT CHECK (dns_finding IN ('found', 'nothing', 'other', 'elsewhere', 'silent')),
    file_finding TEXT CHECK (file_finding IN ('found', 'nothing', 'other', 'elsewhere', 'silent')),
    found_at TEXT,
    misses INTEGER NOT NULL DEFAULT 0,
    missing_since TEXT,
    next_look_at TEXT
) STRICT;
CREATE INDEX challenges_by_next_look ON challenges (next_look_at);
