DROP INDEX cases_by_due_day;
DROP TABLE case_delays;
