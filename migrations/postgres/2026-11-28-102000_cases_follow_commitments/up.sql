-- A Case about a commitment goes with it to another organisation, and what the queue counts by with it.
DROP TRIGGER cases_traits_changed ON cases;
CREATE TRIGGER cases_traits_changed BEFORE UPDATE OF organisation_id, assigned_to, mailbox, flagged, held ON cases
    FOR EACH ROW EXECUTE FUNCTION cases_keep_traits();
-- Those that stayed behind when two signatories became one, or two again.
UPDATE cases SET
    organisation_id = (SELECT c.organisation_id FROM commitments c WHERE c.id = cases.subject_id),
    search_key = (SELECT CASE WHEN o.sealed IS NULL THEN o.search_key ELSE '' END
        FROM commitments c JOIN organisations o ON o.id = c.organisation_id WHERE c.id = cases.subject_id),
    revision = revision + 1
WHERE kind = 'commitment'
    AND organisation_id <> (SELECT c.organisation_id FROM commitments c WHERE c.id = cases.subject_id);
