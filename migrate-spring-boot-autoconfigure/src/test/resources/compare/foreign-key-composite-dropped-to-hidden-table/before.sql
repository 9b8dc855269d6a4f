CREATE TABLE parent (id INT, version INT, PRIMARY KEY (id,version));
CREATE TABLE child (
  id INT PRIMARY KEY,
  parent_id INT,
  parent_version INT,
  FOREIGN KEY (parent_id,parent_version) REFERENCES parent(id,version)
);
