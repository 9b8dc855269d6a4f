CREATE TABLE sometable (col SMALLINT);
