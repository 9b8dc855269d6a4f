-- liquibase formatted sql
-- widen things
-- changeset ann:20260102000000.1
alter table thing add column more integer;
alter table thing alter column id numeric(19);
-- rollback alter table thing drop column more;
-- rollback alter table thing alter column id bigint;
