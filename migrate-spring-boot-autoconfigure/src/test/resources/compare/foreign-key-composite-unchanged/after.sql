CREATE TABLE some_table (
  id_1 VARCHAR(10),
  id_2 VARCHAR(10),
  PRIMARY KEY (id_1,id_2)
);
CREATE TABLE "user" (
  id INT PRIMARY KEY,
  name VARCHAR(50) NOT NULL,
  a1 VARCHAR(10) DEFAULT 'x',
  other_id_1 VARCHAR(10),
  other_id_2 VARCHAR(10),
  FOREIGN KEY (other_id_1,other_id_2) REFERENCES some_table(id_1,id_2)
);
