DROP TRIGGER log_checkpoints_stay ON log_checkpoints;
DROP TRIGGER audit_lines_stay ON audit_lines;
DROP TRIGGER entries_stay ON entries;
