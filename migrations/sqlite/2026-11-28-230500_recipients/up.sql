-- To whom promised money goes. Links to evidence have had their column from the first day on.
ALTER TABLE commitments ADD COLUMN recipients TEXT;
