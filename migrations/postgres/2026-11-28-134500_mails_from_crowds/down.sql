DROP INDEX arrivals_by_carrier;
DROP INDEX arrivals_by_site;
DROP INDEX outbox_by_turn;
CREATE INDEX outbox_by_urgency ON outbox (urgent, state, next_at);
ALTER TABLE outbox DROP COLUMN crowded;
