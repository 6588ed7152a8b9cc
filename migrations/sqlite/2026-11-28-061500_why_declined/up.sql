-- What staff wrote when they declined what was sent stands beside what they asked.
ALTER TABLE case_questions ADD COLUMN decision TEXT NOT NULL DEFAULT 'ask' CHECK (decision IN ('ask', 'decline'));
