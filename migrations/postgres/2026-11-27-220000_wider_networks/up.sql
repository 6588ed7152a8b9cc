-- Under what the wider networks that a signature was sent from are counted: a site's (/24, in IPv6 /48) and a provider's (/16,
-- /32), each through a keyed index of its own kind. What came before was not counted by them.
ALTER TABLE arrivals ADD COLUMN site_index TEXT;
ALTER TABLE arrivals ADD COLUMN carrier_index TEXT;
CREATE INDEX arrivals_by_site ON arrivals (site_index, at);
CREATE INDEX arrivals_by_carrier ON arrivals (carrier_index, at);
