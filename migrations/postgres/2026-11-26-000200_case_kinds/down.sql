ALTER TABLE cases ADD COLUMN kind_before TEXT NOT NULL DEFAULT 'endorsement' CHECK (kind_before IN ('endorsement', 'amendment',
    'commitment', 'report', 'inquiry', 'state_withdrawal', 'reversal'));
UPDATE cases SET kind_before = kind WHERE kind NOT IN ('merge', 'recovery');
ALTER TABLE cases DROP COLUMN kind;
ALTER TABLE cases RENAME COLUMN kind_before TO kind;
