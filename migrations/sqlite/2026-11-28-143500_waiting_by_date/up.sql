-- Whether one that waits is dated ahead, or back, is asked before each numbering.
CREATE INDEX entries_waiting_by_date ON entries (at) WHERE number IS NULL;
