DROP TABLE organisation_keys;
DROP INDEX organisations_to_key;
ALTER TABLE organisations DROP COLUMN keyed;
ALTER TABLE organisations DROP COLUMN identifiers;
ALTER TABLE organisations DROP COLUMN names;
