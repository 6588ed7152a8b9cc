DROP TRIGGER cases_traits_changed ON cases;
CREATE OR REPLACE FUNCTION cases_keep_traits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT CASE WHEN o.sealed IS NULL THEN 'named|' || NEW.kind || '|' || o.category || '|'
            || COALESCE(o.country, '') ELSE 'sealed|' || NEW.kind || '||' END
        || '|' || COALESCE(NEW.mailbox, '') || '|' || CASE WHEN NEW.flagged THEN 'flagged' ELSE '' END
        || '|' || COALESCE(NEW.assigned_to::text, '')
    INTO NEW.traits FROM organisations o WHERE o.id = NEW.organisation_id;
    RETURN NEW;
END $$;
CREATE TRIGGER cases_traits_changed BEFORE UPDATE OF assigned_to, mailbox, flagged ON cases
    FOR EACH ROW EXECUTE FUNCTION cases_keep_traits();
UPDATE cases SET mailbox = mailbox;
ALTER TABLE cases DROP COLUMN held;
