DELETE FROM amendments WHERE commitment_id IS NOT NULL;
DROP INDEX amendments_by_commitment;
ALTER TABLE amendments DROP COLUMN commitment_id;
