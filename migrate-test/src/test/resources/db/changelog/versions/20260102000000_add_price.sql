-- liquibase formatted sql
-- add price
-- changeset ann:20260102000000.1
alter table book add column price numeric(10,2);
-- rollback alter table book drop column price;
