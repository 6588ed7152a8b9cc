-- The names of an organisation besides its main one, with their dates, and its numbers in other registers, as JSON.
ALTER TABLE organisations ADD COLUMN names TEXT NOT NULL DEFAULT '[]';
ALTER TABLE organisations ADD COLUMN identifiers TEXT NOT NULL DEFAULT '{}';
-- The revision that the keys below were made of.
ALTER TABLE organisations ADD COLUMN keyed INTEGER NOT NULL DEFAULT 0;
CREATE INDEX organisations_to_key ON organisations (id) WHERE keyed <> revision;

-- Under what an organisation is looked for when another may be the same: words and pieces of its names, domain, numbers.
-- Of one that must not be named, keyed digests.
CREATE TABLE organisation_keys (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    organisation_id INTEGER NOT NULL REFERENCES organisations (id),
    lookup TEXT NOT NULL
);
CREATE INDEX organisation_keys_by_lookup ON organisation_keys (lookup, organisation_id);
CREATE INDEX organisation_keys_by_organisation ON organisation_keys (organisation_id);
