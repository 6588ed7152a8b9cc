DELETE FROM case_questions WHERE decision <> 'ask';
ALTER TABLE case_questions DROP COLUMN decision;
