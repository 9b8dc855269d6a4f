CREATE TABLE child (id INT PRIMARY KEY, parent_id INT, parent_version INT);
