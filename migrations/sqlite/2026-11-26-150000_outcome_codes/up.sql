-- Outcomes are codes like all others.
UPDATE cases SET outcome = 'let_through' WHERE outcome = 'let-through';
UPDATE cases SET outcome = 'turned_away' WHERE outcome = 'turned-away';
