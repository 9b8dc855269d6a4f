-- liquibase formatted sql
-- add price
-- changeset ann:20260102000000.1
alter table book add column price numeric(10,2);
alter table book add column note varchar(20);
-- rollback alter table book drop column price;
