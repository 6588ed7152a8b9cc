ALTER TABLE cases DROP COLUMN compare_asks;
