DROP TABLE ceremonies;
DROP TABLE provider_accounts;
DROP TABLE passkeys;
ALTER TABLE sessions DROP COLUMN roles;
ALTER TABLE sessions DROP COLUMN browser;
ALTER TABLE sessions DROP COLUMN means;
