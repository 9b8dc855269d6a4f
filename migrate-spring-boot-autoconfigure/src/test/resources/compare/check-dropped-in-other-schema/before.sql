CREATE SCHEMA test_schema;
CREATE TABLE test_schema.t (x INTEGER, CONSTRAINT ck_t_x_positive CHECK (x > 0));
