DROP INDEX entries_by_commitment;
