DROP INDEX organisation_keys_of_registered;
ALTER TABLE organisation_keys DROP COLUMN registered;
