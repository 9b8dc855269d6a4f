CREATE TABLE sometable (col NUMERIC(8,0));
