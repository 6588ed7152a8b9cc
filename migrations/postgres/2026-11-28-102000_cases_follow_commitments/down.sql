DROP TRIGGER cases_traits_changed ON cases;
CREATE TRIGGER cases_traits_changed BEFORE UPDATE OF assigned_to, mailbox, flagged, held ON cases
    FOR EACH ROW EXECUTE FUNCTION cases_keep_traits();
