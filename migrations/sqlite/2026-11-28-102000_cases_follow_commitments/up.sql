-- A Case about a commitment goes with it to another organisation, and what the queue counts by with it.
DROP TRIGGER cases_traits_changed;
CREATE TRIGGER cases_traits_changed AFTER UPDATE OF organisation_id, assigned_to, mailbox, flagged, held ON cases BEGIN
    UPDATE cases SET traits = (SELECT CASE WHEN o.sealed IS NULL THEN 'named|' || NEW.kind || '|' || o.category || '|'
                || COALESCE(o.country, '') ELSE 'sealed|' || NEW.kind || '||' END
            || '|' || COALESCE(NEW.mailbox, '') || '|' || CASE WHEN NEW.held AND NEW.flagged THEN 'held,flagged'
                WHEN NEW.held THEN 'held' WHEN NEW.flagged THEN 'flagged' ELSE '' END
            || '|' || COALESCE(CAST(NEW.assigned_to AS TEXT), '')
        FROM organisations o WHERE o.id = NEW.organisation_id) WHERE id = NEW.id;
END;
-- Those that stayed behind when two signatories became one, or two again.
UPDATE cases SET
    organisation_id = (SELECT c.organisation_id FROM commitments c WHERE c.id = cases.subject_id),
    search_key = (SELECT CASE WHEN o.sealed IS NULL THEN o.search_key ELSE '' END
        FROM commitments c JOIN organisations o ON o.id = c.organisation_id WHERE c.id = cases.subject_id),
    revision = revision + 1
WHERE kind = 'commitment'
    AND organisation_id <> (SELECT c.organisation_id FROM commitments c WHERE c.id = cases.subject_id);
