CREATE TABLE sometable (col BIGINT);
