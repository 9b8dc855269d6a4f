--liquibase formatted sql

--changeset old:1
create table audit (id integer);
--rollback drop table audit;

--changeset old:names runOnChange:true
drop view if exists customer_name;
create view customer_name as select name from customer;
--rollback drop view customer_name;

--changeset old:postgres-only dbms:postgresql
comment on table audit is 'who did what';
--rollback comment on table audit is null;
