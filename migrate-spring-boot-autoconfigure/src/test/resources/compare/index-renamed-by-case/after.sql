CREATE TABLE new_idx (id1 INT PRIMARY KEY, x VARCHAR(20));
CREATE INDEX somecasingconvention ON new_idx(x);
