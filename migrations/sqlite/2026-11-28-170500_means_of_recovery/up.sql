-- A sign-in with a recovery code is told apart from one with the app's code. A check cannot be changed in place in both
-- databases, so the column is made anew.
ALTER TABLE sessions ADD COLUMN means_now TEXT NOT NULL DEFAULT 'password' CHECK (means_now IN ('link', 'password', 'recovery',
    'passkey', 'provider'));
UPDATE sessions SET means_now = means;
ALTER TABLE sessions DROP COLUMN means;
ALTER TABLE sessions RENAME COLUMN means_now TO means;
