CREATE TABLE new_idx (id1 INT, id2 INT, x VARCHAR(20), PRIMARY KEY(id1,id2));
CREATE INDEX x ON new_idx(x);
