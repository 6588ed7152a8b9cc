-- What is asked for twice at one moment is there once, whichever node was asked. What was there twice before is ended.
ALTER TABLE bulk_decisions ADD COLUMN plan TEXT;
CREATE UNIQUE INDEX bulk_decisions_by_plan ON bulk_decisions (plan);
ALTER TABLE invalidations ADD COLUMN plan TEXT;
CREATE UNIQUE INDEX invalidations_by_plan ON invalidations (plan);

UPDATE case_messages SET answered_at = created_at WHERE kind = 'opinion' AND answered_at IS NULL AND EXISTS (
    SELECT 1 FROM case_messages AS earlier WHERE earlier.id < case_messages.id AND earlier.kind = 'opinion'
        AND earlier.answered_at IS NULL AND earlier.case_id = case_messages.case_id
        AND earlier.from_staff = case_messages.from_staff AND earlier.to_staff = case_messages.to_staff
);
CREATE UNIQUE INDEX case_messages_asked ON case_messages (case_id, from_staff, to_staff)
    WHERE kind = 'opinion' AND answered_at IS NULL;

UPDATE merges SET state = 'dropped' WHERE state = 'proposed' AND EXISTS (
    SELECT 1 FROM merges AS earlier WHERE earlier.id < merges.id AND earlier.state = 'proposed'
        AND earlier.survivor_id IN (merges.survivor_id, merges.merged_id)
        AND earlier.merged_id IN (merges.survivor_id, merges.merged_id)
);
-- Sum and difference: the same two, whichever of them is to stay.
CREATE UNIQUE INDEX merges_proposed ON merges ((survivor_id + merged_id), abs(survivor_id - merged_id))
    WHERE state = 'proposed';

UPDATE cases SET state = 'closed', outcome = 'closed', closed_at = opened_at WHERE kind = 'merge' AND state <> 'closed' AND EXISTS (
    SELECT 1 FROM cases AS earlier WHERE earlier.id < cases.id AND earlier.kind = 'merge' AND earlier.state <> 'closed'
        AND earlier.subject_id = cases.subject_id
);
CREATE UNIQUE INDEX cases_about_merge ON cases (subject_id) WHERE kind = 'merge' AND state <> 'closed';
