-- Of those that bear one name, the first and the last are read, however many there are between.
DROP INDEX organisations_by_skeleton;
CREATE INDEX organisations_by_skeleton ON organisations (skeleton, id);
