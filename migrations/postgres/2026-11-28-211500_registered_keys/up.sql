-- Whether it is a key of an organisation that has its number in the register. Those are asked for apart: however many forms have
-- the same key, they hide nobody who is in the register.
ALTER TABLE organisation_keys ADD COLUMN registered BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE organisation_keys SET registered = TRUE
    WHERE organisation_id IN (SELECT id FROM organisations WHERE number IS NOT NULL);
CREATE INDEX organisation_keys_of_registered ON organisation_keys (lookup, registered, organisation_id);
