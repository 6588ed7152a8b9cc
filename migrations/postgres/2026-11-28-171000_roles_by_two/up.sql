-- What one admin proposes to give a colleague, until another admin agrees: which roles, who, and when.
ALTER TABLE staff ADD COLUMN roles_proposed TEXT;
ALTER TABLE staff ADD COLUMN roles_proposed_by BIGINT REFERENCES staff (id);
ALTER TABLE staff ADD COLUMN roles_proposed_at TIMESTAMP;
