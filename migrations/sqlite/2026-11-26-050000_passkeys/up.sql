-- How somebody signed in, in which kind of browser, and which of their roles hold for this session alone.
ALTER TABLE sessions ADD COLUMN means TEXT NOT NULL DEFAULT 'password' CHECK (means IN ('link', 'password', 'passkey',
    'provider'));
ALTER TABLE sessions ADD COLUMN browser TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN roles TEXT;
UPDATE sessions SET means = 'link' WHERE door = 'account';

CREATE TABLE passkeys (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    user_handle TEXT NOT NULL,
    credential_id TEXT NOT NULL UNIQUE,
    credential TEXT NOT NULL,
    name TEXT NOT NULL,
    created_at TEXT NOT NULL,
    used_at TEXT
) STRICT;
CREATE INDEX passkeys_by_staff ON passkeys (staff_id);

-- Whom the ministry's identity provider knows as which colleague.
CREATE TABLE provider_accounts (
    staff_id INTEGER PRIMARY KEY REFERENCES staff (id),
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    linked_at TEXT NOT NULL,
    UNIQUE (issuer, subject)
) STRICT;

-- What was asked of a browser and is not answered yet.
CREATE TABLE ceremonies (
    hash TEXT PRIMARY KEY,
    purpose TEXT NOT NULL,
    session_id INTEGER REFERENCES sessions (id),
    sealed BLOB NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;
CREATE INDEX ceremonies_by_end ON ceremonies (expires_at);
