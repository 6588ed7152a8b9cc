DROP INDEX arrivals_by_carrier;
DROP INDEX arrivals_by_site;
ALTER TABLE arrivals DROP COLUMN carrier_index;
ALTER TABLE arrivals DROP COLUMN site_index;
