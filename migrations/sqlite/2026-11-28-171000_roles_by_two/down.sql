ALTER TABLE staff DROP COLUMN roles_proposed_at;
ALTER TABLE staff DROP COLUMN roles_proposed_by;
ALTER TABLE staff DROP COLUMN roles_proposed;
