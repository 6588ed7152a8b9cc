-- Signatories that became one, or may: which stays, which goes, and what moved, so that it can move back.
CREATE TABLE merges (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    survivor_id INTEGER NOT NULL REFERENCES organisations (id),
    merged_id INTEGER NOT NULL REFERENCES organisations (id),
    state TEXT NOT NULL CHECK (state IN ('proposed', 'merged', 'undone', 'dropped')),
    name_kind TEXT NOT NULL CHECK (name_kind IN ('official', 'former', 'translated', 'transliterated', 'short')),
    moved TEXT NOT NULL,
    created_at TEXT NOT NULL,
    merged_at TEXT,
    undone_at TEXT,
    revision INTEGER NOT NULL
);
CREATE INDEX merges_by_merged ON merges (merged_id);
