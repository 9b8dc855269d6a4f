-- Reads the statements that recreate dependent objects. Each section begins with the kinds of objects that need it.

-- with: view, materialized view
relation as (
    select o.place, o.kind, c.* from object o join pg_class c on c.oid = o.relation where o.kind like '%view'
)
-- with: view, materialized view, rule
rule as (
    select o.place, r.* from object o join pg_rewrite r on r.ev_class = o.relation and r.rulename <> '_RETURN'
    where o.kind like '%view' or (o.kind = 'rule' and r.rulename = o.name)
)
-- with: view, trigger
trigger as (
    select o.place, t.* from object o join pg_trigger t on t.tgrelid = o.relation and not t.tgisinternal
    where o.kind = 'view' or (o.kind = 'trigger' and t.tgname = o.name)
)
-- with: policy
policy as (
    select o.place, p.* from object o join pg_policy p on p.polrelid = o.relation and p.polname = o.name
    where o.kind = 'policy'
)
-- with: generated column, foreign key, materialized view
generated as (
    select o.place, a.* from object o join pg_attribute a on a.attrelid = o.relation and a.attname = o.name
    where o.kind = 'generated column'
)
-- with: generated column, foreign key
restricting as (
    select o.place, k.* from object o join pg_constraint k on k.conrelid = o.relation
    where (o.kind = 'foreign key' and k.conname = o.name)
        or k.conkey && array(select g.attnum from generated g where g.place = o.place)
)
-- with: generated column, materialized view
index as (
    select o.place, i.* from object o join pg_index i on i.indrelid = o.relation
    where not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
        and (o.kind = 'materialized view' or exists (select from generated g
            join pg_depend d on d.refobjid = g.attrelid and d.refobjsubid = g.attnum
                and d.classid = 'pg_class'::regclass and d.objid = i.indexrelid
            where g.place = o.place))
)
-- with: generated column, materialized view
statistics as (
    select o.place, s.* from object o join pg_statistic_ext s on s.stxrelid = o.relation
    where o.kind = 'materialized view' or exists (select from generated g
        join pg_depend d on d.refobjid = g.attrelid and d.refobjsubid = g.attnum
            and d.classid = 'pg_statistic_ext'::regclass and d.objid = s.oid
        where g.place = o.place)
)
-- select: view, materialized view
select r.place, 1, format('create %s %s%s%s%s as %s%s', r.kind, r.oid::regclass, ' using ' || quote_ident(m.amname),
    ' with (' || array_to_string(r.reloptions, ', ') || ')', ' tablespace ' || quote_ident(s.spcname),
    rtrim(pg_get_viewdef(r.oid), ';'), case when not r.relispopulated then ' with no data' end)
from relation r left join pg_am m on m.oid = r.relam left join pg_tablespace s on s.oid = r.reltablespace
-- select: generated column
select g.place, 1, format('alter table %s add column %I %s%s generated always as (%s) %s%s', g.attrelid::regclass,
    g.attname, format_type(g.atttypid, g.atttypmod), ' collate ' || (select c.oid::regcollation from pg_collation c
        where c.oid = g.attcollation and g.attcollation <> t.typcollation),
    pg_get_expr(d.adbin, d.adrelid), case g.attgenerated when 's' then 'stored' else 'virtual' end,
    case when g.attnotnull then ' not null' end)
from generated g
    join pg_type t on t.oid = g.atttypid
    join pg_attrdef d on d.adrelid = g.attrelid and d.adnum = g.attnum
-- select: policy
select place, 1, format('create policy %I on %s as %s for %s to %s%s%s', polname, polrelid::regclass,
    case when polpermissive then 'permissive' else 'restrictive' end,
    case polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete'
        else 'all' end,
    (select string_agg(case role when 0 then 'public' else quote_ident(pg_get_userbyid(role)) end, ', ')
        from unnest(polroles) role),
    ' using (' || pg_get_expr(polqual, polrelid) || ')', ' with check (' || pg_get_expr(polwithcheck, polrelid) || ')')
from policy
-- select: generated column, materialized view
select place, 2, pg_get_indexdef(indexrelid) from index
-- select: generated column, foreign key
select place, case contype when 'f' then 4 else 3 end,
    format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
from restricting
-- select: view, materialized view, rule
select place, 4, pg_get_ruledef(oid) from rule
-- select: view, trigger
select place, 4, pg_get_triggerdef(oid) from trigger
-- select: generated column, materialized view
select place, 5, pg_get_statisticsobjdef(oid) from statistics
-- select: generated column, materialized view
select place, 5, format('alter table %s cluster on %I', indrelid::regclass, c.relname)
from index join pg_class c on c.oid = indexrelid where indisclustered
-- select: view, trigger
select place, 5, format('alter table %s %s trigger %I', tgrelid::regclass, case tgenabled when 'D' then 'disable'
    when 'R' then 'enable replica' else 'enable always' end, tgname)
from trigger where tgenabled <> 'O'
-- select: view, materialized view, rule
select place, 5, format('alter table %s %s rule %I', ev_class::regclass, case ev_enabled when 'D' then 'disable'
    when 'R' then 'enable replica' else 'enable always' end, rulename)
from rule where ev_enabled <> 'O'
-- select: view
select r.place, 5, format('alter view %s alter column %I set default %s', r.oid::regclass, a.attname,
    pg_get_expr(d.adbin, d.adrelid))
from relation r
    join pg_attrdef d on d.adrelid = r.oid
    join pg_attribute a on a.attrelid = r.oid and a.attnum = d.adnum
-- select: view, materialized view
select place, 6, format('comment on %s %s is %L', kind, oid::regclass, obj_description(oid, 'pg_class'))
from relation where obj_description(oid, 'pg_class') is not null
-- select: view, materialized view, generated column
select o.place, 6, format('comment on column %s.%I is %L', a.attrelid::regclass, a.attname,
    col_description(a.attrelid, a.attnum))
from object o join pg_attribute a on a.attrelid = o.relation
where col_description(a.attrelid, a.attnum) is not null
    and (o.kind like '%view' or (o.kind = 'generated column' and a.attname = o.name))
-- select: view, materialized view, rule
select place, 6, format('comment on rule %I on %s is %L', rulename, ev_class::regclass,
    obj_description(oid, 'pg_rewrite'))
from rule where obj_description(oid, 'pg_rewrite') is not null
-- select: view, trigger
select place, 6, format('comment on trigger %I on %s is %L', tgname, tgrelid::regclass,
    obj_description(oid, 'pg_trigger'))
from trigger where obj_description(oid, 'pg_trigger') is not null
-- select: policy
select place, 6, format('comment on policy %I on %s is %L', polname, polrelid::regclass,
    obj_description(oid, 'pg_policy'))
from policy where obj_description(oid, 'pg_policy') is not null
-- select: generated column, foreign key
select place, 6, format('comment on constraint %I on %s is %L', conname, conrelid::regclass,
    obj_description(oid, 'pg_constraint'))
from restricting where obj_description(oid, 'pg_constraint') is not null
-- select: generated column, materialized view
select place, 6, format('comment on index %s is %L', indexrelid::regclass, obj_description(indexrelid, 'pg_class'))
from index where obj_description(indexrelid, 'pg_class') is not null
-- select: generated column, materialized view
select place, 6, format('comment on statistics %I.%I is %L', n.nspname, stxname,
    obj_description(s.oid, 'pg_statistic_ext'))
from statistics s join pg_namespace n on n.oid = stxnamespace where obj_description(s.oid, 'pg_statistic_ext') is not null
-- select: view, materialized view
select place, 7, format('alter %s %s owner to %I', kind, oid::regclass, pg_get_userbyid(relowner))
from relation where pg_get_userbyid(relowner) <> current_user
-- select: view, materialized view
select r.place, 8, format('revoke all on %s from %s', r.oid::regclass,
    case p.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(p.grantee)) end)
from relation r cross join lateral (
    select x.grantee from pg_default_acl d cross join aclexplode(d.defaclacl) x
    where d.defaclobjtype = 'r' and pg_get_userbyid(d.defaclrole) = current_user
    union select r.relowner where r.relacl is not null) p
-- select: view, materialized view
select r.place, 9, format('grant %s on %s to %s%s', p.privilege_type, r.oid::regclass,
    case p.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(p.grantee)) end,
    case when p.is_grantable then ' with grant option' end)
from relation r cross join aclexplode(r.relacl) p
-- select: view, materialized view, generated column
select o.place, 9, format('grant %s (%I) on %s to %s%s', p.privilege_type, a.attname, a.attrelid::regclass,
    case p.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(p.grantee)) end,
    case when p.is_grantable then ' with grant option' end)
from object o join pg_attribute a on a.attrelid = o.relation cross join aclexplode(a.attacl) p
where o.kind like '%view' or (o.kind = 'generated column' and a.attname = o.name)
