-- liquibase formatted sql
-- create things
-- changeset ann:20260101000000.1
create table thing (id bigint not null primary key, content blob, ratio double precision, flag boolean, tags integer array, note clob);
-- rollback drop table thing;
