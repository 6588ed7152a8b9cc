ALTER TABLE case_replies DROP COLUMN changed;
