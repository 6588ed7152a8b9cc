ALTER TABLE outbox DROP COLUMN hindrance;
