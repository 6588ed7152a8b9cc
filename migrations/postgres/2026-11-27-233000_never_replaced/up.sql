-- PostgreSQL has no REPLACE, and ON CONFLICT DO UPDATE asks the triggers of updates.
CREATE TRIGGER entries_keep_their_id BEFORE UPDATE ON entries FOR EACH ROW WHEN (NEW.id <> OLD.id)
    EXECUTE FUNCTION refuse_change('entries keep their id');
