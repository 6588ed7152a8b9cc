DROP INDEX organisations_by_skeleton;
CREATE INDEX organisations_by_skeleton ON organisations (skeleton);
