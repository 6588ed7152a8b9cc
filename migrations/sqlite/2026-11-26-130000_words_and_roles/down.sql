ALTER TABLE recoveries ADD COLUMN agreed_by INTEGER REFERENCES representatives (id);
ALTER TABLE recoveries ADD COLUMN objected_by INTEGER REFERENCES representatives (id);
UPDATE recoveries SET agreed_by = (SELECT MIN(w.representative_id) FROM recovery_words w WHERE w.recovery_id = recoveries.id AND w.agrees),
    objected_by = (SELECT MIN(w.representative_id) FROM recovery_words w WHERE w.recovery_id = recoveries.id AND NOT w.agrees);
DROP TABLE recovery_words;
ALTER TABLE staff DROP COLUMN roles_since;
