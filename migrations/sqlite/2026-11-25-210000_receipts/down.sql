ALTER TABLE register_state DROP COLUMN receipts_to;
