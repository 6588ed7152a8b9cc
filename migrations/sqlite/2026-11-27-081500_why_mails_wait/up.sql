-- Why a mail has not gone out, apart from what the mail server said of it.
ALTER TABLE outbox ADD COLUMN hindrance TEXT CHECK (hindrance IN ('refused', 'postponed', 'sign-in', 'connection', 'protection', 'silence', 'file', 'letter', 'turn', 'unknown'));
UPDATE outbox SET hindrance = substr(last_error, 1, instr(last_error, ': ') - 1), last_error = substr(last_error, instr(last_error, ': ') + 2)
    WHERE substr(last_error, 1, instr(last_error, ': ') - 1) IN ('refused', 'postponed', 'sign-in', 'connection', 'protection', 'silence', 'file', 'letter');
UPDATE outbox SET hindrance = 'turn' WHERE last_error LIKE 'held back: %';
-- The rest of it was the program's own words, or its libraries'.
UPDATE outbox SET last_error = NULL WHERE hindrance NOT IN ('refused', 'postponed');
