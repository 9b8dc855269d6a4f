CREATE TABLE t1 (x VARCHAR(30) DEFAULT substring('name',1,3));
