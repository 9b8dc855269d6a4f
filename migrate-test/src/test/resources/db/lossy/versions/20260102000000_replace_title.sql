-- liquibase formatted sql
-- replace title
-- changeset ann:20260102000000.1
alter table book add column price numeric(10,2);
alter table book drop column title;
alter table book add column title varchar(255);
delete from book where id = 2;
-- rollback alter table book drop column price;
