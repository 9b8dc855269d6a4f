CREATE TABLE remove_idx (x INTEGER);
CREATE UNIQUE INDEX xidx ON remove_idx(x);
