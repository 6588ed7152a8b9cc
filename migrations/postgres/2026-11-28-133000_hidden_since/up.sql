-- Since when a signatory that was named is hidden: one that hid while somebody looked into it is known when it comes again.
ALTER TABLE endorsements ADD COLUMN hid_at TIMESTAMP;
CREATE INDEX endorsements_by_hiding ON endorsements (hid_at) WHERE hid_at IS NOT NULL;
