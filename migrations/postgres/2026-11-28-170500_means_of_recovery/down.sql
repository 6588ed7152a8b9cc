ALTER TABLE sessions ADD COLUMN means_before TEXT NOT NULL DEFAULT 'password' CHECK (means_before IN ('link', 'password', 'passkey',
    'provider'));
UPDATE sessions SET means_before = CASE means WHEN 'recovery' THEN 'password' ELSE means END;
ALTER TABLE sessions DROP COLUMN means;
ALTER TABLE sessions RENAME COLUMN means_before TO means;
