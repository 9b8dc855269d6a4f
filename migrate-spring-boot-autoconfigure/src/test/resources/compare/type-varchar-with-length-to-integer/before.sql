CREATE TABLE sometable (col VARCHAR(10));
