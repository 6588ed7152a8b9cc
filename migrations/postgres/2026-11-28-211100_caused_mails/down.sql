DROP TABLE caused_mails;
