-- Which mails are to signers from where signatures pile up: they go behind all others, however many they are.
ALTER TABLE outbox ADD COLUMN crowded BOOLEAN NOT NULL DEFAULT FALSE;
DROP INDEX outbox_by_urgency;
CREATE INDEX outbox_by_turn ON outbox (urgent, crowded, state, next_at);
-- How many came from a network just before is asked of each that comes.
CREATE INDEX arrivals_by_site ON arrivals (site_index, at);
CREATE INDEX arrivals_by_carrier ON arrivals (carrier_index, at);
