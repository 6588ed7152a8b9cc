-- One version of the Call is prepared at a time, whichever node was asked. Of several, the newest is the one that was shown.
DELETE FROM call_texts WHERE version_id IN (
    SELECT earlier.id FROM call_versions AS earlier JOIN call_versions AS later ON later.id > earlier.id
    WHERE earlier.state <> 'published' AND later.state <> 'published'
);
DELETE FROM call_versions WHERE state <> 'published' AND EXISTS (
    SELECT 1 FROM call_versions AS later WHERE later.id > call_versions.id AND later.state <> 'published'
);
CREATE UNIQUE INDEX call_versions_prepared ON call_versions ((state = 'published')) WHERE state <> 'published';
