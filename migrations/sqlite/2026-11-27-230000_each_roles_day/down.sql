ALTER TABLE staff ADD COLUMN roles_since TEXT NOT NULL DEFAULT '1970-01-01 00:00:00.000';
UPDATE staff SET roles_since = COALESCE(
    (SELECT replace(replace(MAX(value), 'T', ' '), 'Z', '') FROM json_each(held_since)), confirmed_at, created_at);
ALTER TABLE staff DROP COLUMN held_since;
