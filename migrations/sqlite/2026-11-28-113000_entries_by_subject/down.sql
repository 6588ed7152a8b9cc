DROP INDEX entries_by_subject;
