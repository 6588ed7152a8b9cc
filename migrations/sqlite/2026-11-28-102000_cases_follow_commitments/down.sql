DROP TRIGGER cases_traits_changed;
CREATE TRIGGER cases_traits_changed AFTER UPDATE OF assigned_to, mailbox, flagged, held ON cases BEGIN
    UPDATE cases SET traits = (SELECT CASE WHEN o.sealed IS NULL THEN 'named|' || NEW.kind || '|' || o.category || '|'
                || COALESCE(o.country, '') ELSE 'sealed|' || NEW.kind || '||' END
            || '|' || COALESCE(NEW.mailbox, '') || '|' || CASE WHEN NEW.held AND NEW.flagged THEN 'held,flagged'
                WHEN NEW.held THEN 'held' WHEN NEW.flagged THEN 'flagged' ELSE '' END
            || '|' || COALESCE(CAST(NEW.assigned_to AS TEXT), '')
        FROM organisations o WHERE o.id = NEW.organisation_id) WHERE id = NEW.id;
END;
