-- Under what the wider networks that a signature was sent from are counted: a site's (/24, in IPv6 /48) and a provider's (/16,
-- /32), each through a keyed index of its own kind. What came before was not counted by them.
ALTER TABLE arrivals ADD COLUMN site_index TEXT;
ALTER TABLE arrivals ADD COLUMN carrier_index TEXT;
-- What piles up is grouped out of this index alone, over the while that is asked for.
DROP INDEX arrivals_by_time;
CREATE INDEX arrivals_by_time ON arrivals (at, site_index, carrier_index, network_index);
