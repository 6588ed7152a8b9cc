-- Disposable mailboxes are told apart from free ones. A check cannot be changed in place in both databases, so the column is
-- made anew.
DROP TRIGGER cases_traits_changed ON cases;
ALTER TABLE cases ADD COLUMN mailbox_now TEXT CHECK (mailbox_now IN ('own', 'free', 'disposable', 'other'));
UPDATE cases SET mailbox_now = mailbox;
ALTER TABLE cases DROP COLUMN mailbox;
ALTER TABLE cases RENAME COLUMN mailbox_now TO mailbox;
CREATE TRIGGER cases_traits_changed BEFORE UPDATE OF assigned_to, mailbox, flagged, held ON cases
    FOR EACH ROW EXECUTE FUNCTION cases_keep_traits();
