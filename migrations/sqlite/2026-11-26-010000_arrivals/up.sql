-- From where a signature was sent, each time the form came: sealed with a key that is not here, and counted through keyed
-- indexes. Kept for a few weeks. `held` says why nobody is written to before staff have looked.
CREATE TABLE arrivals (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    endorsement_id INTEGER NOT NULL REFERENCES endorsements (id),
    at TEXT NOT NULL,
    repeated INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    network_index TEXT NOT NULL,
    domain_index TEXT NOT NULL,
    held TEXT CHECK (held IN ('blocked', 'returning', 'network', 'domain')),
    like_id INTEGER REFERENCES organisations (id)
) STRICT;
CREATE INDEX arrivals_by_endorsement ON arrivals (endorsement_id);
CREATE INDEX arrivals_by_network ON arrivals (network_index, at);
CREATE INDEX arrivals_by_domain ON arrivals (domain_index, at);
CREATE INDEX arrivals_by_time ON arrivals (at);
