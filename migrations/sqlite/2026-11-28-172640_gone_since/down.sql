ALTER TABLE challenges DROP COLUMN gone_since;
