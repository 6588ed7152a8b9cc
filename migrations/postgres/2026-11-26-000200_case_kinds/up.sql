-- Cases in which signatories become one, and in which an organisation whose representative left gets another. A check
-- cannot be changed in place in both databases, so the column is made anew.
ALTER TABLE cases ADD COLUMN kind_now TEXT NOT NULL DEFAULT 'endorsement' CHECK (kind_now IN ('endorsement', 'amendment',
    'commitment', 'report', 'inquiry', 'merge', 'recovery', 'state_withdrawal', 'reversal'));
UPDATE cases SET kind_now = kind;
ALTER TABLE cases DROP COLUMN kind;
ALTER TABLE cases RENAME COLUMN kind_now TO kind;
