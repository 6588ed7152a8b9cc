CREATE OR REPLACE FUNCTION cases_keep_traits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT CASE WHEN o.sealed IS NULL THEN 'named|' || NEW.kind || '|' || o.category || '|'
            || COALESCE(o.country, '') ELSE 'sealed|' || NEW.kind || '||' END
        || '|' || COALESCE(NEW.mailbox, '') || '|' || CASE WHEN NEW.held THEN 'held' WHEN NEW.flagged THEN 'flagged' ELSE '' END
        || '|' || COALESCE(NEW.assigned_to::text, '')
    INTO NEW.traits FROM organisations o WHERE o.id = NEW.organisation_id;
    RETURN NEW;
END $$;
UPDATE cases SET mailbox = mailbox WHERE held AND flagged;
