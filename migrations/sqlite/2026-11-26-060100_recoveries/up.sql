-- Requests to act for an organisation whose people have left or cannot be reached. Who asks is sealed. What they put at
-- the organisation's domain is their own: earlier people may know the organisation's. One about nobody that we know
-- has no organisation, and looks the same to whoever asks.
CREATE TABLE recoveries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    organisation_id INTEGER REFERENCES organisations (id),
    reference TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('asked', 'open', 'let_in', 'declined', 'called_off')),
    proof TEXT NOT NULL CHECK (proof IN ('domain', 'letter')),
    others_left INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    language TEXT NOT NULL,
    asked_at TEXT NOT NULL,
    confirmed_at TEXT,
    closed_at TEXT,
    agreed_by INTEGER REFERENCES representatives (id),
    objected_by INTEGER REFERENCES representatives (id),
    domain TEXT,
    token TEXT,
    looked_at TEXT,
    dns_finding TEXT CHECK (dns_finding IN ('found', 'nothing', 'other', 'elsewhere', 'silent')),
    file_finding TEXT CHECK (file_finding IN ('found', 'nothing', 'other', 'elsewhere', 'silent')),
    found_at TEXT,
    found_by TEXT CHECK (found_by IN ('dns_record', 'well_known_file')),
    next_look_at TEXT
) STRICT;
CREATE INDEX recoveries_by_organisation ON recoveries (organisation_id);
CREATE INDEX recoveries_by_next_look ON recoveries (next_look_at);
