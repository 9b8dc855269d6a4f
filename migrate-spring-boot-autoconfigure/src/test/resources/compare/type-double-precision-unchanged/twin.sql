CREATE TABLE sometable (col REAL);
