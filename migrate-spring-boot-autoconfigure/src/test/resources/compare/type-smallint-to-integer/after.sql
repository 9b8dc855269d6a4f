CREATE TABLE sometable (col INTEGER);
