ALTER TABLE commitments DROP COLUMN recipients;
