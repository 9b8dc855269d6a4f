CREATE TABLE nc2 (id INT PRIMARY KEY);
CREATE TABLE nothing_changed (
  id INT PRIMARY KEY,
  other_id INT NOT NULL CONSTRAINT fk_my_table_other_table REFERENCES nc2(id),
  foo INT
);
