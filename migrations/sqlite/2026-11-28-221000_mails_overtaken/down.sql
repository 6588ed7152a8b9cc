DELETE FROM outbox WHERE state = 'overtaken';
DROP INDEX outbox_due;
DROP INDEX outbox_by_turn;
ALTER TABLE outbox ADD COLUMN state_before TEXT NOT NULL DEFAULT 'queued' CHECK (state_before IN ('queued', 'sent', 'parked'));
UPDATE outbox SET state_before = state;
ALTER TABLE outbox DROP COLUMN state;
ALTER TABLE outbox RENAME COLUMN state_before TO state;
CREATE INDEX outbox_due ON outbox (state, next_at);
CREATE INDEX outbox_by_turn ON outbox (urgent, crowded, state, next_at);
