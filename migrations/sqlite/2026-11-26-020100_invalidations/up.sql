-- Jobs that invalidate submissions which are not public. The condition lies sealed: it may hold an address or a name.
CREATE TABLE invalidations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    state TEXT NOT NULL CHECK (state IN ('proposed', 'running', 'done', 'stopped', 'sent_back', 'undoing', 'undone')),
    condition BLOB NOT NULL,
    reason TEXT NOT NULL,
    writes INTEGER NOT NULL,
    -- How many were counted when it was proposed, and the last submission that there was then.
    found INTEGER NOT NULL,
    upto INTEGER NOT NULL,
    -- How far it has come, and how many it has invalidated or given back.
    place INTEGER NOT NULL,
    taken INTEGER NOT NULL,
    given_back INTEGER NOT NULL,
    proposed_by INTEGER NOT NULL REFERENCES staff (id),
    proposed_at TEXT NOT NULL,
    allowed_by INTEGER REFERENCES staff (id),
    started_at TEXT,
    ended_at TEXT,
    claimed_until TEXT,
    revision INTEGER NOT NULL
) STRICT;

-- What each of them did, so that it can be told and undone.
CREATE TABLE invalidated (
    invalidation_id INTEGER NOT NULL REFERENCES invalidations (id),
    endorsement_id INTEGER NOT NULL REFERENCES endorsements (id),
    was TEXT NOT NULL CHECK (was IN ('submitted', 'confirmed', 'in_review', 'needs_info')),
    reason TEXT,
    case_id INTEGER REFERENCES cases (id),
    case_was TEXT CHECK (case_was IN ('open', 'waiting', 'second')),
    at TEXT NOT NULL,
    undone_at TEXT,
    PRIMARY KEY (invalidation_id, endorsement_id)
) STRICT;
CREATE INDEX invalidated_by_endorsement ON invalidated (endorsement_id);

-- Decisions on many Cases at once: what was shown to whoever decided, and what came of it.
CREATE TABLE bulk_decisions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    state TEXT NOT NULL CHECK (state IN ('proposed', 'done', 'sent_back')),
    deed TEXT NOT NULL,
    items TEXT NOT NULL,
    outcomes TEXT NOT NULL,
    proposed_by INTEGER NOT NULL REFERENCES staff (id),
    proposed_at TEXT NOT NULL,
    decided_by INTEGER REFERENCES staff (id),
    decided_at TEXT
) STRICT;
CREATE INDEX bulk_decisions_waiting ON bulk_decisions (id) WHERE state = 'proposed';
