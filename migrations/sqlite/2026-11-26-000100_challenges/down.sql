DROP TABLE challenges;
ALTER TABLE assurances DROP COLUMN last_verified_at;
ALTER TABLE assurances DROP COLUMN lapsed_at;
