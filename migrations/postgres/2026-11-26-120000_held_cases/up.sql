-- Which Cases opened because the signature is held, and what the queue counts by with that: named or sealed, kind, category,
-- country, mailbox, what was noted when it opened, assignee.
ALTER TABLE cases ADD COLUMN held BOOLEAN NOT NULL DEFAULT FALSE;
DROP TRIGGER cases_traits_changed ON cases;
CREATE OR REPLACE FUNCTION cases_keep_traits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT CASE WHEN o.sealed IS NULL THEN 'named|' || NEW.kind || '|' || o.category || '|'
            || COALESCE(o.country, '') ELSE 'sealed|' || NEW.kind || '||' END
        || '|' || COALESCE(NEW.mailbox, '') || '|' || CASE WHEN NEW.held THEN 'held' WHEN NEW.flagged THEN 'flagged' ELSE '' END
        || '|' || COALESCE(NEW.assigned_to::text, '')
    INTO NEW.traits FROM organisations o WHERE o.id = NEW.organisation_id;
    RETURN NEW;
END $$;
CREATE TRIGGER cases_traits_changed BEFORE UPDATE OF assigned_to, mailbox, flagged, held ON cases
    FOR EACH ROW EXECUTE FUNCTION cases_keep_traits();
UPDATE cases SET held = TRUE WHERE kind = 'endorsement' AND state <> 'closed'
    AND subject_id IN (SELECT endorsement_id FROM arrivals WHERE held IS NOT NULL);
