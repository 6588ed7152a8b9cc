DROP INDEX cases_by_closing;
