DROP TRIGGER entries_keep_their_id ON entries;
