CREATE TABLE nothing_changed (
  id INT PRIMARY KEY,
  x INT,
  CONSTRAINT "SomeConstraint" UNIQUE (x, id)
);
