DROP INDEX reports_by_first;
ALTER TABLE reports DROP COLUMN joins;
