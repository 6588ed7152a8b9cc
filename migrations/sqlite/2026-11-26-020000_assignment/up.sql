-- Who is to decide a Case; from what kind of mailbox it came; whether a check found something when it opened.
ALTER TABLE cases ADD COLUMN assigned_to INTEGER REFERENCES staff (id);
ALTER TABLE cases ADD COLUMN mailbox TEXT CHECK (mailbox IN ('own', 'free', 'other'));
ALTER TABLE cases ADD COLUMN flagged INTEGER NOT NULL DEFAULT FALSE;

-- What the queue counts by, in one column that an index can hold: named or sealed, kind, category, country, mailbox, flagged,
-- assignee. The database derives it, so that no code can forget to.
ALTER TABLE cases ADD COLUMN traits TEXT NOT NULL DEFAULT '';
CREATE TRIGGER cases_traits_new AFTER INSERT ON cases BEGIN
    UPDATE cases SET mailbox = mailbox WHERE id = NEW.id;
END;
CREATE TRIGGER cases_traits_changed AFTER UPDATE OF assigned_to, mailbox, flagged ON cases BEGIN
    UPDATE cases SET traits = (SELECT CASE WHEN o.sealed IS NULL THEN 'named|' || NEW.kind || '|' || o.category || '|'
                || COALESCE(o.country, '') ELSE 'sealed|' || NEW.kind || '||' END
            || '|' || COALESCE(NEW.mailbox, '') || '|' || CASE WHEN NEW.flagged THEN 'flagged' ELSE '' END
            || '|' || COALESCE(CAST(NEW.assigned_to AS TEXT), '')
        FROM organisations o WHERE o.id = NEW.organisation_id) WHERE id = NEW.id;
END;
CREATE TRIGGER organisations_traits AFTER UPDATE OF category, country, sealed ON organisations BEGIN
    UPDATE cases SET mailbox = mailbox WHERE organisation_id = NEW.id;
END;
UPDATE cases SET mailbox = NULL;

-- The order of the queue, its counts, and the Case of a subject.
DROP INDEX cases_by_state;
CREATE INDEX cases_by_turn ON cases (state, urgent DESC, opened_at, id, traits);
CREATE INDEX cases_by_traits ON cases (state, traits, due_at);
CREATE INDEX cases_by_subject ON cases (subject_id);
CREATE INDEX cases_held ON cases (locked_until) WHERE locked_until IS NOT NULL;

-- What one colleague tells another about a Case: a question for their opinion, or that the Case was taken over. It stands
-- in the other's list until it is answered.
CREATE TABLE case_messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id INTEGER NOT NULL REFERENCES cases (id),
    kind TEXT NOT NULL CHECK (kind IN ('opinion', 'taken_over')),
    from_staff INTEGER NOT NULL REFERENCES staff (id),
    to_staff INTEGER NOT NULL REFERENCES staff (id),
    text TEXT NOT NULL,
    created_at TEXT NOT NULL,
    answer TEXT,
    answered_at TEXT
) STRICT;
CREATE INDEX case_messages_by_case ON case_messages (case_id);
CREATE INDEX case_messages_waiting ON case_messages (to_staff) WHERE answered_at IS NULL;
