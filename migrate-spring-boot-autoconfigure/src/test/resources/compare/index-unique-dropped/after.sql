CREATE TABLE remove_idx (x INTEGER);
