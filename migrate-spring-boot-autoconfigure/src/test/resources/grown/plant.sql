-- A schema that is not the default, with triggers and functions.
create schema plant;
create table plant.machine (code varchar(20) primary key, label varchar(60) not null, changed timestamp with time zone,
  location point);
create table plant.measurement (id bigint primary key, machine_code varchar(20) not null references plant.machine,
  measured numeric(8, 3), quality integer);
create table plant.journal (at timestamp with time zone default now(), what text);
create function plant.touch() returns trigger language plpgsql as $$
begin
  new.changed := now();
  return new;
end $$;
create function plant.keep() returns trigger language plpgsql as $$
begin
  insert into plant.journal (what) values (new.id || ': ' || new.quality);
  return new;
end $$;
create trigger machine_touch before update of label on plant.machine for each row execute function plant.touch();
create trigger measurement_keep after update of quality on plant.measurement for each row
  when (old.quality is distinct from new.quality) execute function plant.keep();
create index measurement_good on plant.measurement (machine_code) where quality > 5;
create view plant.good as select m.label, r.measured, r.quality from plant.measurement r
  join plant.machine m on m.code = r.machine_code where r.quality > 5;
insert into plant.machine values ('M-1', 'press', now(), null), ('M-2', 'saw', null, '(1,2)');
insert into plant.measurement values (1, 'M-1', 1.5, 7), (2, 'M-2', null, 3);
update plant.measurement set quality = 8 where id = 1;
