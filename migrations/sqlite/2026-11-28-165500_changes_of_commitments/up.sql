-- A change can also be one of a published commitment: it says of which, and the two sides hold what that says.
ALTER TABLE amendments ADD COLUMN commitment_id INTEGER REFERENCES commitments (id);
CREATE INDEX amendments_by_commitment ON amendments (commitment_id) WHERE commitment_id IS NOT NULL;
