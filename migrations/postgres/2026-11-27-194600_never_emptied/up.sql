-- TRUNCATE asks no trigger of rows: what is never deleted is not emptied at once either.
CREATE TRIGGER entries_stay BEFORE TRUNCATE ON entries FOR EACH STATEMENT
    EXECUTE FUNCTION refuse_change('entries are never deleted');
CREATE TRIGGER audit_lines_stay BEFORE TRUNCATE ON audit_lines FOR EACH STATEMENT
    EXECUTE FUNCTION refuse_change('audit lines are never deleted');
CREATE TRIGGER log_checkpoints_stay BEFORE TRUNCATE ON log_checkpoints FOR EACH STATEMENT
    EXECUTE FUNCTION refuse_change('checkpoints are never deleted');
