CREATE SCHEMA test_schema;
CREATE TABLE test_schema.t (x INTEGER);
