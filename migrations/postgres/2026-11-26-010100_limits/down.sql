DROP TABLE sent_mails;
ALTER TABLE arrivals DROP COLUMN rule_id;
DROP TABLE removals;
DROP TABLE rules;
