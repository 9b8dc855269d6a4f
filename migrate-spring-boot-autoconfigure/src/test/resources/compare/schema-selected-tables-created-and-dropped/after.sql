CREATE SCHEMA test_schema;
CREATE TABLE t3 (q INT);
CREATE TABLE test_schema.t4 (z INT);
CREATE TABLE t6 (u INT);
CREATE TABLE test_schema.t7 (v INT);
