CREATE SCHEMA test_schema;
CREATE TABLE t1 (x INT);
CREATE TABLE test_schema.t2 (y INT);
CREATE TABLE t6 (u INT);
CREATE TABLE test_schema.t7 (v INT);
