-- What an answer changed of the organisation, old and new, sealed as its words are.
ALTER TABLE case_replies ADD COLUMN changed BLOB;
