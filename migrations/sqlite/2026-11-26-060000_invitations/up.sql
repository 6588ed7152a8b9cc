-- By what right somebody acts who came after the signature. The signer's stands with the endorsement.
ALTER TABLE representatives ADD COLUMN authority TEXT CHECK (authority IN ('own', 'delegated'));

-- Colleagues who were asked to act for an organisation and have not answered. Who they are is sealed.
CREATE TABLE invitations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    organisation_id INTEGER NOT NULL REFERENCES organisations (id),
    invited_by INTEGER NOT NULL REFERENCES representatives (id),
    sealed BLOB NOT NULL,
    email_index TEXT NOT NULL,
    language TEXT NOT NULL,
    hands_over INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;
CREATE INDEX invitations_by_organisation ON invitations (organisation_id);
