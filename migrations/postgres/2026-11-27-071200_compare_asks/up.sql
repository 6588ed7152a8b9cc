-- How often a Case was to be compared anew: what came up while it was compared is not lost.
ALTER TABLE cases ADD COLUMN compare_asks BIGINT NOT NULL DEFAULT 0;
