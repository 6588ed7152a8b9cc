DROP INDEX organisations_sealed;
DROP INDEX arrivals_by_time;
CREATE INDEX arrivals_by_time ON arrivals (at, site_index, carrier_index, network_index);
DROP INDEX arrivals_by_network;
CREATE INDEX arrivals_by_network ON arrivals (network_index, at);
