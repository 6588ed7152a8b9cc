-- What became part of a signatory, which each look at one of its cases asks.
CREATE INDEX merges_by_survivor ON merges (survivor_id);
