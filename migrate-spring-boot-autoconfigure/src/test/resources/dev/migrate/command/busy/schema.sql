create table made_by_script (id int);
