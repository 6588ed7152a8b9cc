UPDATE cases SET outcome = 'let-through' WHERE outcome = 'let_through';
UPDATE cases SET outcome = 'turned-away' WHERE outcome = 'turned_away';
