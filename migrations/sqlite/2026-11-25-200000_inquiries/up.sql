-- A Case that a colleague opens about a signatory. A check cannot be changed in place in both databases, so the column is
-- made anew.
ALTER TABLE cases ADD COLUMN kind_now TEXT NOT NULL DEFAULT 'endorsement' CHECK (kind_now IN ('endorsement', 'amendment',
    'commitment', 'report', 'inquiry', 'state_withdrawal', 'reversal'));
UPDATE cases SET kind_now = kind;
ALTER TABLE cases DROP COLUMN kind;
ALTER TABLE cases RENAME COLUMN kind_now TO kind;

-- Where erased signatories stood: keyed digests of their addresses, which tell nothing.
CREATE TABLE gone_slugs (
    slug_index TEXT PRIMARY KEY
) STRICT;
