DROP TABLE log_missing;
