CREATE TABLE child (id INT PRIMARY KEY, parent_id INT);
