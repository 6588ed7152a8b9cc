-- A mail whose link has died before its turn came goes to nobody, and staff see that it did not. A check cannot be changed in
-- place in both databases, so the column is made anew.
DROP INDEX outbox_due;
DROP INDEX outbox_by_turn;
ALTER TABLE outbox ADD COLUMN state_now TEXT NOT NULL DEFAULT 'queued' CHECK (state_now IN ('queued', 'sent', 'parked', 'overtaken'));
UPDATE outbox SET state_now = state;
ALTER TABLE outbox DROP COLUMN state;
ALTER TABLE outbox RENAME COLUMN state_now TO state;
CREATE INDEX outbox_due ON outbox (state, next_at);
CREATE INDEX outbox_by_turn ON outbox (urgent, crowded, state, next_at);
