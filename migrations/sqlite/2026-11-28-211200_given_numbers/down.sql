ALTER TABLE register_state DROP COLUMN given_signatory;
