-- Which Cases opened because the signature is held, and what the queue counts by with that: named or sealed, kind, category,
-- country, mailbox, what was noted when it opened, assignee.
ALTER TABLE cases ADD COLUMN held INTEGER NOT NULL DEFAULT FALSE;
DROP TRIGGER cases_traits_changed;
CREATE TRIGGER cases_traits_changed AFTER UPDATE OF assigned_to, mailbox, flagged, held ON cases BEGIN
    UPDATE cases SET traits = (SELECT CASE WHEN o.sealed IS NULL THEN 'named|' || NEW.kind || '|' || o.category || '|'
                || COALESCE(o.country, '') ELSE 'sealed|' || NEW.kind || '||' END
            || '|' || COALESCE(NEW.mailbox, '') || '|' || CASE WHEN NEW.held THEN 'held' WHEN NEW.flagged THEN 'flagged' ELSE '' END
            || '|' || COALESCE(CAST(NEW.assigned_to AS TEXT), '')
        FROM organisations o WHERE o.id = NEW.organisation_id) WHERE id = NEW.id;
END;
UPDATE cases SET held = TRUE WHERE kind = 'endorsement' AND state <> 'closed'
    AND subject_id IN (SELECT endorsement_id FROM arrivals WHERE held IS NOT NULL);
