--liquibase formatted sql

--changeset ann:1
create type state as enum ('OPEN', 'CLOSED');
create type prio as enum ('LOW', 'HIGH');
create sequence team_seq increment by 10;
create sequence ticket_seq;
create table team (id bigint primary key, name varchar(255) not null unique);
create table ticket (id bigint primary key, state state not null default 'OPEN', urgency prio, team_id int, created timestamp);
--rollback drop table ticket; drop table team; drop sequence ticket_seq; drop sequence team_seq; drop type prio; drop type state;

--changeset ann:2
alter type state rename to ticketstate;
alter type prio rename to urgency;
create view open_tickets as select t.id, t.state, t.urgency from ticket t where t.state = 'OPEN';
create index ticket_open on ticket (created) where state = 'OPEN';
--rollback drop index ticket_open; drop view open_tickets; alter type urgency rename to prio; alter type ticketstate rename to state;

--changeset bob:3
insert into team values (1, 'one'), (11, 'two');
insert into ticket values (1, 'OPEN', 'LOW', 1, '2026-01-01 10:00:00'), (2, 'CLOSED', null, 11, null);
--rollback delete from ticket; delete from team;
