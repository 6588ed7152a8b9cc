-- Which organisation a mail is about. One mailbox may act for several, and the history of one tells nothing of another.
ALTER TABLE outbox ADD COLUMN organisation_id INTEGER REFERENCES organisations (id);
CREATE INDEX outbox_by_organisation ON outbox (organisation_id) WHERE organisation_id IS NOT NULL;
