CREATE TABLE sometable (col TIMESTAMP);
