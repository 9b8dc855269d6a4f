create table made_by_initializer (id int);
