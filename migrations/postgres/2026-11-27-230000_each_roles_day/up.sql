-- Since when a colleague has each of their roles, as {"role":"moment"}: another role takes no day from those that stay.
ALTER TABLE staff ADD COLUMN held_since TEXT NOT NULL DEFAULT '{}';
UPDATE staff SET held_since = '{"' || replace(roles, ' ', '":"' || to_char(roles_since, 'YYYY-MM-DD"T"HH24:MI:SS.MS') || 'Z","')
    || '":"' || to_char(roles_since, 'YYYY-MM-DD"T"HH24:MI:SS.MS') || 'Z"}' WHERE roles <> '';
ALTER TABLE staff DROP COLUMN roles_since;
