CREATE TABLE parent (id INT PRIMARY KEY, name VARCHAR(50));
CREATE TABLE child (
  id INT PRIMARY KEY,
  name VARCHAR(50),
  parent_id INT,
  CONSTRAINT "FK_child_parent_id_parent" FOREIGN KEY (parent_id) REFERENCES parent(id)
);
