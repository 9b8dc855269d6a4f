insert into made_by_script values (1);
