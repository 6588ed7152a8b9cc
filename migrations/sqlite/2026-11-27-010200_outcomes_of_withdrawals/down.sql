UPDATE cases SET outcome = 'published' WHERE outcome IN ('withdrawal_reversed', 'withdrawal_confirmed');
