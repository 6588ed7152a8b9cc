-- What was taken away meant nothing.
SELECT 1;
