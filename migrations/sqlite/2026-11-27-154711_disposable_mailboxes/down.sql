DROP TRIGGER cases_traits_new;
DROP TRIGGER cases_traits_changed;
DROP TRIGGER organisations_traits;
ALTER TABLE cases ADD COLUMN mailbox_before TEXT CHECK (mailbox_before IN ('own', 'free', 'other'));
UPDATE cases SET mailbox_before = CASE mailbox WHEN 'disposable' THEN 'free' ELSE mailbox END;
ALTER TABLE cases DROP COLUMN mailbox;
ALTER TABLE cases RENAME COLUMN mailbox_before TO mailbox;
CREATE TRIGGER cases_traits_new AFTER INSERT ON cases BEGIN
    UPDATE cases SET mailbox = mailbox WHERE id = NEW.id;
END;
CREATE TRIGGER cases_traits_changed AFTER UPDATE OF assigned_to, mailbox, flagged, held ON cases BEGIN
    UPDATE cases SET traits = (SELECT CASE WHEN o.sealed IS NULL THEN 'named|' || NEW.kind || '|' || o.category || '|'
                || COALESCE(o.country, '') ELSE 'sealed|' || NEW.kind || '||' END
            || '|' || COALESCE(NEW.mailbox, '') || '|' || CASE WHEN NEW.held THEN 'held' WHEN NEW.flagged THEN 'flagged' ELSE '' END
            || '|' || COALESCE(CAST(NEW.assigned_to AS TEXT), '')
        FROM organisations o WHERE o.id = NEW.organisation_id) WHERE id = NEW.id;
END;
CREATE TRIGGER organisations_traits AFTER UPDATE OF category, country, sealed ON organisations BEGIN
    UPDATE cases SET mailbox = mailbox WHERE organisation_id = NEW.id;
END;
UPDATE cases SET mailbox = mailbox;
