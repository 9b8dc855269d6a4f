CREATE SCHEMA test_schema;
CREATE TABLE test_schema.a (y VARCHAR(50));
