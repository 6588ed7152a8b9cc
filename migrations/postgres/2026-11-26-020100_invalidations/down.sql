DROP TABLE bulk_decisions;
DROP TABLE invalidated;
DROP TABLE invalidations;
