-- Of several reports about one signatory that wait together, the first has the Case, and the others name it.
ALTER TABLE reports ADD COLUMN joins INTEGER REFERENCES reports (id);
CREATE INDEX reports_by_first ON reports (joins);
