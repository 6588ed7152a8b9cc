-- In what a held signature is like the one that was removed. Of what was held before it is not known.
ALTER TABLE arrivals ADD COLUMN alike TEXT CHECK (alike IN ('mailbox', 'name', 'domain'));
