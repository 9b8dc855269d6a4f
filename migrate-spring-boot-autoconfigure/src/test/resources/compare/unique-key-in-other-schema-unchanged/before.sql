CREATE SCHEMA test_schema;
CREATE TABLE test_schema.add_uq (x VARCHAR(50), CONSTRAINT ix_1 UNIQUE (x));
