-- The highest public number that a signatory ever had, or that was left out for one that the log tells of: no row tells it once
-- that one is erased.
ALTER TABLE register_state ADD COLUMN given_signatory INTEGER NOT NULL DEFAULT 0;
UPDATE register_state SET given_signatory = next_signatory - 1;
