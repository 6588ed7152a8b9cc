-- Which Cases have yet to be compared with other organisations, for the mark in the queue.
ALTER TABLE cases ADD COLUMN compared BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE cases SET compared = TRUE WHERE state = 'closed';
CREATE INDEX cases_to_compare ON cases (id) WHERE NOT compared;
