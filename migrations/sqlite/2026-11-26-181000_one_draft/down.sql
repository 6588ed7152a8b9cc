DROP INDEX call_versions_prepared;
