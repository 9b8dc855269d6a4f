CREATE TABLE t (x BIGINT, CONSTRAINT ck_t_x_positive CHECK (x > 0));
