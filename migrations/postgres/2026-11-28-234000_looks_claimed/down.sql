ALTER TABLE challenges DROP COLUMN claimed_until;
