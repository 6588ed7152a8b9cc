ALTER TABLE staff ADD COLUMN roles_since TIMESTAMP NOT NULL DEFAULT '1970-01-01 00:00:00.000';
UPDATE staff SET roles_since = COALESCE(
    (SELECT MAX(value)::timestamp FROM jsonb_each_text(held_since::jsonb)), confirmed_at, created_at);
ALTER TABLE staff DROP COLUMN held_since;
