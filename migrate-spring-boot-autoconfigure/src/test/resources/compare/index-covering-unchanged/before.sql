CREATE TABLE nothing_changed (id INT PRIMARY KEY, x INT, y INT);
CREATE INDEX "SomeIndex" ON nothing_changed(x) INCLUDE (y);
