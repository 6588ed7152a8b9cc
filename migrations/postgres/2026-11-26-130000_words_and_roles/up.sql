-- Since when a colleague has all the roles that they have: a second person is no newcomer to their role either.
ALTER TABLE staff ADD COLUMN roles_since TIMESTAMP NOT NULL DEFAULT '1970-01-01 00:00:00.000';
UPDATE staff SET roles_since = COALESCE(confirmed_at, created_at);

-- What each of those who act says of a request to act: one word a person, so that nobody takes back another's.
CREATE TABLE recovery_words (
    recovery_id BIGINT NOT NULL REFERENCES recoveries (id),
    representative_id BIGINT NOT NULL REFERENCES representatives (id),
    agrees BOOLEAN NOT NULL,
    PRIMARY KEY (recovery_id, representative_id)
);
INSERT INTO recovery_words (recovery_id, representative_id, agrees)
    SELECT id, agreed_by, TRUE FROM recoveries WHERE agreed_by IS NOT NULL;
INSERT INTO recovery_words (recovery_id, representative_id, agrees)
    SELECT id, objected_by, FALSE FROM recoveries WHERE objected_by IS NOT NULL AND objected_by <> COALESCE(agreed_by, 0);
ALTER TABLE recoveries DROP COLUMN agreed_by;
ALTER TABLE recoveries DROP COLUMN objected_by;
