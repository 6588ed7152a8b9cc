-- Signatories have been told of their receipts for every entry before this number. Those that stood in the
-- log before there were receipts find theirs in the account.
ALTER TABLE register_state ADD COLUMN receipts_to INTEGER NOT NULL DEFAULT 0;
UPDATE register_state SET receipts_to = (SELECT COALESCE(MAX(size), 0) FROM log_checkpoints);
