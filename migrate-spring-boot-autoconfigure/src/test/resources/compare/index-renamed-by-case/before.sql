CREATE TABLE new_idx (id1 INT PRIMARY KEY, x VARCHAR(20));
CREATE INDEX "SomeCasingConvention" ON new_idx(x);
