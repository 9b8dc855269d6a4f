CREATE TABLE t (x INTEGER, CONSTRAINT ck_t_x_positive CHECK (x > 0));
