DROP TRIGGER cases_traits_changed ON cases;
ALTER TABLE cases ADD COLUMN mailbox_before TEXT CHECK (mailbox_before IN ('own', 'free', 'other'));
UPDATE cases SET mailbox_before = CASE mailbox WHEN 'disposable' THEN 'free' ELSE mailbox END;
ALTER TABLE cases DROP COLUMN mailbox;
ALTER TABLE cases RENAME COLUMN mailbox_before TO mailbox;
CREATE TRIGGER cases_traits_changed BEFORE UPDATE OF assigned_to, mailbox, flagged, held ON cases
    FOR EACH ROW EXECUTE FUNCTION cases_keep_traits();
UPDATE cases SET mailbox = mailbox;
