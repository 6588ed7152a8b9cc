DROP INDEX cases_to_compare;
ALTER TABLE cases DROP COLUMN compared;
