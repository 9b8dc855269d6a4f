CREATE TABLE exp_index (
  id INTEGER PRIMARY KEY,
  x VARCHAR(100),
  y VARCHAR(100),
  q VARCHAR(100),
  z INTEGER,
  ff DOUBLE PRECISION
);
CREATE INDEX idx ON exp_index (y, lower(x) ASC);
