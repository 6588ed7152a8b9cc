DROP TABLE invitations;
ALTER TABLE representatives DROP COLUMN authority;
