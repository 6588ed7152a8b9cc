ALTER TABLE arrivals DROP COLUMN alike;
