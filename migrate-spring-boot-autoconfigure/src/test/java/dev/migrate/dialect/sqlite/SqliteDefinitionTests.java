package dev.migrate.dialect.sqlite;

import java.util.List;

import dev.migrate.dialect.sqlite.SqliteDefinition.Clause;
import dev.migrate.dialect.sqlite.SqliteDefinition.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SqliteDefinitionTests {

	private static final String ODD = """
			CREATE TABLE if not exists main."an ""odd"" table"( -- a comment, (with) 'all' "sorts
			  [id] INTEGER CONSTRAINT pk PRIMARY KEY DESC ON CONFLICT REPLACE AUTOINCREMENT NOT NULL,
			  `na,me` varchar ( 10 , 2 ) DEFAULT 'it''s, (not) null' COLLATE "nocase" UNIQUE ON CONFLICT IGNORE,
			  'check' double precision default -1.5e+3 check ( 'check' > 0 /* ) */ ) check(1),
			  "not null",
			  d DEFAULT (1 + (2)) NULL REFERENCES p(id) ON DELETE SET NULL ON UPDATE NO ACTION MATCH full
			    NOT DEFERRABLE INITIALLY DEFERRED,
			  e GENERATED ALWAYS AS (d || ')') STORED, f int as (1) virtual, g blob default x'0f',
			  CONSTRAINT one CONSTRAINT two CHECK (id > 0) UNIQUE (d COLLATE nocase DESC, "E")
			  FOREIGN KEY (d, e) REFERENCES "p" DEFERRABLE, primary key (id)
			) WITHOUT ROWID, STRICT""";

	@Test
	void parsesEveryClause() {
		SqliteDefinition table = SqliteDefinition.parse(ODD);
		assertThat(table.columns()).extracting(SqliteDefinition.Column::name)
			.containsExactly("id", "na,me", "check", "not null", "d", "e", "f", "g");
		assertThat(table.columns()).extracting(SqliteDefinition.Column::type)
			.containsExactly("INTEGER", "varchar ( 10 , 2 )", "double precision", "", "", "", "int", "blob");
		assertThat(table.clauses()).extracting(Clause::kind)
			.containsExactly(Kind.PRIMARY_KEY, Kind.NOT_NULL, Kind.DEFAULT, Kind.COLLATE, Kind.UNIQUE, Kind.DEFAULT,
					Kind.CHECK, Kind.CHECK, Kind.DEFAULT, Kind.NULL, Kind.FOREIGN_KEY, Kind.GENERATED, Kind.GENERATED,
					Kind.DEFAULT, Kind.CHECK, Kind.UNIQUE, Kind.FOREIGN_KEY, Kind.PRIMARY_KEY);
		assertThat(table.clauses()).extracting(Clause::expression)
			.contains("'it''s, (not) null'", "nocase", "-1.5e+3", "'check' > 0", "1 + (2)", "d || ')'", "x'0f'", "p");
		assertThat(table.constraints()).extracting(Clause::name).containsExactly("two", "", "", "");
		assertThat(table.constraints()).extracting(Clause::columns)
			.containsExactly(List.of(), List.of("d", "e"), List.of("d", "e"), List.of("id"));
		assertThat(table.isAutoincrement()).isTrue();
		assertThat(table.isWithoutRowid()).isTrue();
		assertThat(table.options()).isEqualTo("WITHOUT ROWID, STRICT");
	}

	@Test
	void rendersTheParsedDefinition() {
		SqliteDefinition table = SqliteDefinition.parse(ODD);
		String rendered = table.create("t");
		assertThat(SqliteDefinition.parse(rendered)).isEqualTo(table);
		assertThat(SqliteDefinition.parse(rendered).create("t")).isEqualTo(rendered);
	}

	@ParameterizedTest
	@ValueSource(strings = { "create table t (a", "create table t as select 1", "create virtual table t using fts5(a)",
			"create table t (a integer 'x)", "create table t (a default)", "create table t (a not)",
			"create table t (a, constraint c)", "drop table t", "" })
	void unparsableStatementIsRejected(String sql) {
		assertThatIllegalArgumentException().isThrownBy(() -> SqliteDefinition.parse(sql));
	}

}
