-- Since when a colleague has each of their roles, as {"role":"moment"}: another role takes no day from those that stay.
ALTER TABLE staff ADD COLUMN held_since TEXT NOT NULL DEFAULT '{}';
UPDATE staff SET held_since = '{"' || replace(roles, ' ', '":"' || replace(roles_since, ' ', 'T') || 'Z","') || '":"'
    || replace(roles_since, ' ', 'T') || 'Z"}' WHERE roles <> '';
ALTER TABLE staff DROP COLUMN roles_since;
