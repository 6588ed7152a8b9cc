DROP INDEX merges_by_survivor;
