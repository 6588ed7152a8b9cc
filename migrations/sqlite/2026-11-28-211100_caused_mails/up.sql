-- Which network had mails written to which mailbox, by one keyed index of both: what is more than a few a day goes behind all others.
-- Of requests to get back in, which mailbox.
CREATE TABLE caused_mails (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    cause_index TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX caused_mails_by_cause ON caused_mails (cause_index, at);
CREATE INDEX caused_mails_by_time ON caused_mails (at);
