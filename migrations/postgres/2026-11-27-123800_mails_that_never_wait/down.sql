DROP INDEX outbox_by_urgency;
ALTER TABLE outbox DROP COLUMN urgent;
