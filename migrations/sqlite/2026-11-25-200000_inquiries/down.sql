DROP TABLE gone_slugs;
ALTER TABLE cases ADD COLUMN kind_before TEXT NOT NULL DEFAULT 'endorsement' CHECK (kind_before IN ('endorsement', 'amendment',
    'commitment', 'report', 'state_withdrawal', 'reversal'));
UPDATE cases SET kind_before = kind WHERE kind <> 'inquiry';
ALTER TABLE cases DROP COLUMN kind;
ALTER TABLE cases RENAME COLUMN kind_before TO kind;
