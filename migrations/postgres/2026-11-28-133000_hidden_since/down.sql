DROP INDEX endorsements_by_hiding;
ALTER TABLE endorsements DROP COLUMN hid_at;
