package dev.migrate.dialect;

import java.time.Duration;

import dev.migrate.dialect.mysql.MysqlDialect;
import dev.migrate.dialect.postgresql.PostgresqlDialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LockWaits} and {@link BlockingSession}.
 */
class LockWaitsTests {

	private final LockWaits postgresql = new PostgresqlDialect().lockWaits();

	private final LockWaits mysql = new MysqlDialect().lockWaits();

	@ParameterizedTest
	@ValueSource(strings = { "create index concurrently a on b (c)", "CREATE UNIQUE INDEX CONCURRENTLY a ON b (c)",
			"-- comment\n/* another */ create index concurrently if not exists a on b (c)", "drop index concurrently a",
			"reindex index concurrently a", "reindex (verbose) table concurrently a",
			"refresh materialized view concurrently a", "alter table a validate constraint b",
			"alter table only \"A b\".\"c\" validate constraint \"D e\";",
			"alter table if exists a.b validate constraint c", "alter table a detach partition b concurrently",
			"alter table a detach partition b.c finalize", "vacuum analyze a", "analyze a" })
	void definitionIsLocked(String sql) {
		assertThat(this.postgresql.locks(sql)).isEqualTo(LockedParts.DEFINITION);
	}

	@ParameterizedTest
	@ValueSource(strings = { "create index a on b (c)", "create index concurrently_a on b (c)",
			"alter table a validate constraint b, add column c integer", "alter table a add column b integer",
			"alter table validate rename to constraints", "alter table a detach partition b", "vacuum full a",
			"vacuum (full, analyze) a", "refresh materialized view a", "reindex table a", "drop index a", "truncate a",
			"lock table a", "create table a (b integer references c)", "drop table a", "comment on table a is 'b'",
			"do $$ begin alter table a add b integer; end $$" })
	void tableIsLocked(String sql) {
		assertThat(this.postgresql.locks(sql)).isEqualTo(LockedParts.TABLE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "insert into a values (1)", "/* rows */ UPDATE a SET b = 1", "delete from a",
			"merge into a using b on c", "with x as (select 1) insert into a select * from x", "(select 1)",
			"set role a" })
	void rowsAreLocked(String sql) {
		assertThat(this.postgresql.locks(sql)).isEqualTo(LockedParts.ROWS);
		assertThat(this.mysql.locks(sql)).isEqualTo(LockedParts.ROWS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "set lock_timeout = '5s'", "SET LOCAL lock_timeout TO 5", "set session lock_timeout = 0",
			"-- ours\nset lock_timeout = 1", "select set_config('lock_timeout', '5s', true)", "reset lock_timeout",
			"RESET ALL", "discard all" })
	void limitIsSet(String sql) {
		assertThat(this.postgresql.setsLimit(sql)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "set statement_timeout = 1", "insert into a values ('set lock_timeout')",
			"alter table a add lock_timeout integer" })
	void limitIsNotSet(String sql) {
		assertThat(this.postgresql.setsLimit(sql)).isFalse();
	}

	@Test
	void limitIsRoundedUp() {
		assertThat(this.mysql.limiting(Duration.ofMillis(1), false)).endsWith("= 1");
		assertThat(this.mysql.limiting(Duration.ofMillis(1001), false)).endsWith("= 2");
		assertThat(this.mysql.limiting(Duration.ZERO, false)).endsWith("= default");
		assertThat(this.postgresql.limiting(Duration.ofMillis(1001), true)).isEqualTo("set local lock_timeout = 1001");
	}

	@ParameterizedTest
	@ValueSource(strings = { "update a set b = 'secret' where c = 4711", "select 'it''s secret', 4711",
			"select 'cut off: secret", "select E'\\'secret', 4711.5e3", "select $$secret 4711$$",
			"select $tag$secret $$ 4711$tag$", "set path = 'C:\\\\', password = 'secret'",
			"select $tag$secret, cut off", "select 0x4711, 'a\nsecret'" })
	void valuesAreMasked(String sql) {
		BlockingSession session = new BlockingSession("1", "", "", null, sql, true);
		assertThat(session.statement()).doesNotContain("secret", "4711").contains("?");
	}

	@Test
	void namesAreNotMasked() {
		BlockingSession session = new BlockingSession("17", "shop", "psql", Duration.ofSeconds(62),
				"select\n  t1.a from\tt1", true);
		assertThat(session).hasToString(
				"session 17 (user shop, application psql, in a transaction for 62 s, last statement: select t1.a from t1)");
		assertThat(new BlockingSession("17", "", "", null, "", true)).hasToString("session 17");
	}

}
