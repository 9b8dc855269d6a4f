CREATE SCHEMA test_schema;
CREATE TABLE public.a (x VARCHAR(50));
CREATE TABLE test_schema.a (y VARCHAR(50));
