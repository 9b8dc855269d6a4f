-- liquibase formatted sql
-- create book
-- changeset ann:20260101000000.1
create table book (id bigint not null primary key, title varchar(255));
-- rollback drop table book;
