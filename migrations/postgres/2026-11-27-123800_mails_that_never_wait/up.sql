-- Which mails never wait: they are taken before all others, however many of those there are.
ALTER TABLE outbox ADD COLUMN urgent BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX outbox_by_urgency ON outbox (urgent, state, next_at);
