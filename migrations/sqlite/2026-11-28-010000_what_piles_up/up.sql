-- What piles up is grouped out of one index alone, in its order.
DROP INDEX arrivals_by_network;
CREATE INDEX arrivals_by_network ON arrivals (network_index, at, site_index, carrier_index);
DROP INDEX arrivals_by_time;
CREATE INDEX arrivals_by_time ON arrivals (at);
-- Those who must not be named are few among many.
CREATE INDEX organisations_sealed ON organisations (id) WHERE sealed IS NOT NULL;
