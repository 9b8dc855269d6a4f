package dev.migrate.changelog;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TouchedTables}.
 */
class TouchedTablesTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			create table product (id int)                                       | product
			CREATE TABLE IF NOT EXISTS "Shop"."Odd one" (id int)                | odd one
			create temporary table t as select 1                                | t
			alter table only shop.product add column price int                  | product
			ALTER TABLE `shop`.`product` ADD x int                              | product
			alter table [dbo].[product] add x int                               | product
			drop table if exists product cascade                                | product
			create unique index concurrently i on shop.product (id)             | product
			drop index i on product                                             | product
			update product set a = 'delete from other; drop table other'        | product
			insert into product (a) values (1); delete from orders              | product,orders
			-- alter table other¶/* drop table other; */ truncate table product | product
			comment on column shop.product.price is 'x'                         | product
			comment on table product is 'x'                                     | product
			create or replace view v as select 1                                | v
			merge into product using x on (a = b)                               | product
			create sequence s; create type e as enum ('a'); select 1            |
			""")
	void tablesAreReadFromSql(String sql, String tables) {
		TouchedTables touched = TouchedTables.ofSql(sql.replace('¶', '\n'));
		assertThat(touched.names()).containsExactlyInAnyOrder((tables != null) ? tables.split(",") : new String[0]);
		assertThat(touched.complete()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "drop index i", "do $$ begin execute 'drop table x'; end $$", "call fill()",
			"create function f() returns int as 'select 1' language sql", "with x as (select 1) select * from x" })
	void unreadableSqlIsIncomplete(String sql) {
		assertThat(TouchedTables.ofSql(sql).complete()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "" })
	void sqlWithoutTablesTouchesNoTables(String sql) {
		assertThat(TouchedTables.ofSql(sql)).isEqualTo(TouchedTables.of(List.of()));
	}

}
