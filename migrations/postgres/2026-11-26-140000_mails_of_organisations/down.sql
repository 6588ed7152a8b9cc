DROP INDEX outbox_by_organisation;
ALTER TABLE outbox DROP COLUMN organisation_id;
