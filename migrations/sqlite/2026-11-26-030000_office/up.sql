-- Whose applicants were told that a decision takes longer than was promised. One row for each Case, once and for all.
CREATE TABLE case_delays (
    case_id INTEGER PRIMARY KEY REFERENCES cases (id),
    told_at TEXT NOT NULL
) STRICT;
CREATE INDEX cases_by_due_day ON cases (state, due_at);
