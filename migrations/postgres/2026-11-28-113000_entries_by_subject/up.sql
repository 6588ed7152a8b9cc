-- Whether a subject is one of its own is asked of every entry before it is signed.
CREATE INDEX entries_by_subject ON entries (subject);
