CREATE TABLE t (x INTEGER);
CREATE INDEX i ON t (x) WITH (fillfactor = 70);
