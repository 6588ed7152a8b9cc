-- SQLite has no TRUNCATE: a DELETE without condition asks the trigger of each row.
SELECT 1;
