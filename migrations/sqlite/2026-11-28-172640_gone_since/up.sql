-- Since when each look saw a token gone, rather than its place out of reach. What earlier looks saw is not known: of what is
-- missing now, it begins with the next look.
ALTER TABLE challenges ADD COLUMN gone_since TEXT;
