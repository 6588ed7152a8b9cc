-- Whom staff hold or let pass when they sign. A mailbox lies sealed, and is found through a keyed index.
CREATE TABLE rules (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('network', 'domain', 'mailbox')),
    effect TEXT NOT NULL CHECK (effect IN ('block', 'allow')),
    pattern TEXT NOT NULL,
    sealed BLOB,
    mailbox_index TEXT,
    comment TEXT NOT NULL,
    created_by INTEGER REFERENCES staff (id),
    created_at TEXT NOT NULL,
    expires_at TEXT,
    removed_by INTEGER REFERENCES staff (id),
    removed_at TEXT
) STRICT;
ALTER TABLE arrivals ADD COLUMN rule_id INTEGER REFERENCES rules (id);

-- By what a fake is known again once it is erased: keyed indexes that tell nothing of who it was.
CREATE TABLE removals (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    mark TEXT NOT NULL,
    organisation_id INTEGER NOT NULL REFERENCES organisations (id),
    at TEXT NOT NULL
) STRICT;
CREATE INDEX removals_by_mark ON removals (mark);

-- Mails that went out in the last days, to be counted: by mailbox, by its domain unless a free provider's, and all.
CREATE TABLE sent_mails (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    mailbox_index TEXT NOT NULL,
    domain_index TEXT,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX sent_mails_by_mailbox ON sent_mails (mailbox_index, at);
CREATE INDEX sent_mails_by_domain ON sent_mails (domain_index, at);
CREATE INDEX sent_mails_by_time ON sent_mails (at);
