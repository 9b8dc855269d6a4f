CREATE TABLE sometable (col TEXT);
