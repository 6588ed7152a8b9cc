-- What was entered about a commitment is asked for whenever an entry of one gets its number or is signed.
CREATE INDEX entries_by_commitment ON entries (commitment_id) WHERE commitment_id IS NOT NULL;
