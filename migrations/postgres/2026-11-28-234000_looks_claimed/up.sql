-- Until when somebody has a challenge to look at it. Nobody else looks meanwhile, and only who has it notes what was found.
ALTER TABLE challenges ADD COLUMN claimed_until TIMESTAMP;
