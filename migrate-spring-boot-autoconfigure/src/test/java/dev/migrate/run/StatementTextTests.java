package dev.migrate.run;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StatementText}.
 */
class StatementTextTests {

	@ParameterizedTest
	@ValueSource(strings = { "commit", " COMMIT ;", "-- end it\ncommit", "insert into a values (1); commit",
			"start transaction", "begin", "begin not atomic insert into a values (1); end", "rollback to x",
			"savepoint x", "insert into a values ('it''s');\n/* now */ commit" })
	void transactionBeginsOrEnds(String sql) {
		assertThat(StatementText.of(sql).endsTransaction()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "insert into a values ('; commit')", "do $$ begin perform 1; commit; end $$",
			"do $x$ begin perform 1; end $x$", "-- commit\nselect 1", "select 1 /* ; commit */",
			"alter table commits add \"; commit\" integer", "select 1; select 2" })
	void transactionGoesOn(String sql) {
		assertThat(StatementText.of(sql).endsTransaction()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "alter table a add b integer", "-- ours\nCREATE INDEX a ON b (c);", "drop table a",
			"create function a() returns int language plpgsql as $$ begin return 1; end $$",
			"comment on table a is 'one; two'", "rename table a to b" })
	void definitionHasOneEffect(String sql) {
		assertThat(StatementText.of(sql).isDefinition()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "insert into a values (1)", "call fill()", "exec sp_rename 'a', 'b'",
			"alter table a add b integer; alter table a add c integer", "begin execute immediate 'drop table a'; end;",
			"do $$ begin alter table a add b integer; end $$", "/*!50000 insert into a values (1) */",
			"# comment\ninsert into a values (1)", "create procedure a() begin insert into b values (1); end" })
	void everythingElseMayHaveSeveral(String sql) {
		assertThat(StatementText.of(sql).isDefinition()).isFalse();
	}

	@Test
	void longTextIsRead() {
		String text = "insert into a values ('" + "x''".repeat(200_000) + "')";
		assertThat(StatementText.of(text).endsTransaction()).isFalse();
	}

}
