-- What is decided on a withdrawal is no publication.
UPDATE cases SET outcome = 'withdrawal_reversed' WHERE kind = 'reversal' AND outcome = 'published';
UPDATE cases SET outcome = 'withdrawal_confirmed' WHERE kind = 'state_withdrawal' AND outcome = 'published';
