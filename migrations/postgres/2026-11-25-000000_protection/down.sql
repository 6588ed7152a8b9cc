DROP TABLE unmaskings;
DROP TABLE held_entries;
ALTER TABLE register_state DROP COLUMN batched_at;
ALTER TABLE register_state DROP COLUMN unnamed;
ALTER TABLE endorsements DROP COLUMN embargo_until;
ALTER TABLE entries DROP COLUMN sealed;
ALTER TABLE commitments DROP COLUMN sealed;
ALTER TABLE organisations DROP COLUMN sealed;
