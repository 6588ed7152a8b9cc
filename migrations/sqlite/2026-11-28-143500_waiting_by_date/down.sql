DROP INDEX entries_waiting_by_date;
