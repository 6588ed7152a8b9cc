DROP INDEX entries_by_kind;
DROP TABLE retired_keys;
DROP TABLE log_claims;
