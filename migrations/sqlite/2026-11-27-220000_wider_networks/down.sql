DROP INDEX arrivals_by_time;
CREATE INDEX arrivals_by_time ON arrivals (at);
ALTER TABLE arrivals DROP COLUMN carrier_index;
ALTER TABLE arrivals DROP COLUMN site_index;
