-- What staff asked of an organisation in a Case: the catalogue's reason, and the words, sealed.
CREATE TABLE case_questions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id INTEGER NOT NULL REFERENCES cases (id),
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    reason TEXT,
    sealed BLOB NOT NULL,
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX case_questions_by_case ON case_questions (case_id);
