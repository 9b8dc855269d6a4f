CREATE TABLE sometable (col BYTEA);
