-- REPLACE, and OR REPLACE in an INSERT or UPDATE, delete the row that is in the way and ask no trigger of deletions for it. So what
-- is there is in the way of nothing: no row takes its id or number, and no row gets another id.
CREATE TRIGGER entries_are_not_replaced BEFORE INSERT ON entries
    WHEN EXISTS (SELECT 1 FROM entries WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM entries WHERE number = NEW.number)
    BEGIN SELECT RAISE(ABORT, 'entries are never replaced'); END;
CREATE TRIGGER entries_keep_their_id BEFORE UPDATE ON entries WHEN NEW.id <> OLD.id
    BEGIN SELECT RAISE(ABORT, 'entries keep their id'); END;
CREATE TRIGGER entries_share_no_number BEFORE UPDATE OF number ON entries
    WHEN EXISTS (SELECT 1 FROM entries WHERE number = NEW.number AND id <> OLD.id)
    BEGIN SELECT RAISE(ABORT, 'entries are never replaced'); END;
CREATE TRIGGER log_checkpoints_are_not_replaced BEFORE INSERT ON log_checkpoints
    WHEN EXISTS (SELECT 1 FROM log_checkpoints WHERE size = NEW.size)
        OR EXISTS (SELECT 1 FROM log_checkpoints WHERE previous = NEW.previous)
    BEGIN SELECT RAISE(ABORT, 'checkpoints are never replaced'); END;
CREATE TRIGGER audit_lines_are_not_replaced BEFORE INSERT ON audit_lines
    WHEN EXISTS (SELECT 1 FROM audit_lines WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'audit lines are never replaced'); END;
