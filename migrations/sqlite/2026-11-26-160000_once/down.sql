DROP INDEX cases_about_merge;
DROP INDEX merges_proposed;
DROP INDEX case_messages_asked;
DROP INDEX invalidations_by_plan;
ALTER TABLE invalidations DROP COLUMN plan;
DROP INDEX bulk_decisions_by_plan;
ALTER TABLE bulk_decisions DROP COLUMN plan;
