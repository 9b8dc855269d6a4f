package dev.migrate.laws;

import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import dev.migrate.ChangeView;
import dev.migrate.ChangelogFormat;
import dev.migrate.CheckView;
import dev.migrate.MigrationFailedException;
import dev.migrate.schema.Column;
import dev.migrate.schema.Expression;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import dev.migrate.testing.EssentialProducts;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for unusual schemas and texts. Unusual names are covered by the random schemas.
 */
class BadInputTests {

	static Stream<Arguments> hostileTexts() {
		return Stream.of(TestProduct.H2, TestProduct.POSTGRESQL)
			.flatMap((product) -> Stream.of(ChangelogFormat.values())
				.flatMap((format) -> Stream
					.of("two\nlines", "semi; colon;", "a\ngo\nb", "a\n/\nb", "-- no comment", "/* nor this */",
							"it's \"quoted\"", "${user.name}", "\uD83D\uDE00", "'; drop table note; --", "--rollback x",
							"--changeset x:1")
					.map((text) -> Arguments.of(product, format, text))));
	}

	@ParameterizedTest
	@MethodSource("hostileTexts")
	void textsAreStoredUnchanged(TestProduct product, ChangelogFormat format, String text) throws Exception {
		try (TestDatabase database = product.create(); LawBench bench = new LawBench(database, note(product, text))) {
			List<String> empty = bench.oracle();
			bench.generate("texts", format);
			bench.upgrade();
			assertThat(bench.check().changes()).extracting(ChangeView::description).isEmpty();
			database.execute("insert into note (id) values (1)");
			try (Connection connection = database.connect();
					Statement statement = connection.createStatement();
					var rows = statement.executeQuery("select body from note")) {
				assertThat(rows.next()).isTrue();
				assertThat(rows.getString(1)).isEqualTo(text);
			}
			bench.downgrade("base");
			bench.assertOracle(empty);
		}
	}

	@ParameterizedTest
	@EssentialProducts
	void viewWithNameOfTableIsKept(TestProduct product) {
		try (TestDatabase database = product.create(); LawBench bench = new LawBench(database, note(product, "x"))) {
			database.execute("create table origin (id bigint, body varchar(255))",
					"create view note as select id, body from origin");
			List<String> before = bench.oracle();
			CheckView check = bench.check();
			assertThat(check.changes()).extracting(ChangeView::description).isEmpty();
			assertThat(bench.generate("nothing").file()).isNull();
			bench.assertOracle(before);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "create unlogged table note (%s)", "create table note (%s) partition by hash (id)",
			"create table origin (id bigint not null); create table note (%s, primary key (id)) inherits (origin)" })
	void specialKindsOfTablesAreComparedAsTables(String sql) {
		TestProduct product = TestProduct.POSTGRESQL;
		try (TestDatabase database = product.create(); LawBench bench = new LawBench(database, note(product, "x"))) {
			String body = "id bigint not null, body character varying(255) default 'x'";
			database.execute(sql.formatted(body).split("; "));
			if (!sql.contains("primary key")) {
				database.execute("alter table note add primary key (id)");
			}
			assertThat(bench.check().changes()).extracting(ChangeView::description).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "create domain special as varchar(255) check (value <> '')",
			"create type special as (number integer, street text)", "create type special as range (subtype = float8)" })
	void unmanagedTypesAreComparedByName(String sql) {
		try (TestDatabase database = TestProduct.POSTGRESQL.create();
				LawBench bench = new LawBench(database,
						schema(Column.of("id", "bigint", false), Column.of("body", "special", true)))) {
			database.execute(sql, "create table note (id bigint primary key, body special)");
			List<String> before = bench.oracle();
			assertThat(bench.check().changes()).extracting(ChangeView::description).isEmpty();
			bench.assertOracle(before);
		}
	}

	@Test
	void unreadableTablesAreNotCreatedAgain() {
		try (TestDatabase database = TestProduct.POSTGRESQL.create()) {
			String role = "limited_" + ProcessHandle.current().pid();
			database.execute("create role " + role + " login password 'limited'",
					"create table note (id bigint primary key, body varchar(255) default 'x')",
					"revoke all on schema public from public");
			try {
				TestDatabase limited = new TestDatabase(TestProduct.POSTGRESQL, database.url(), role, "limited",
						new DriverManagerDataSource(database.url(), role, "limited"), () -> {
						});
				try (LawBench bench = new LawBench(limited, note(TestProduct.POSTGRESQL, "x"))) {
					assertThat(bench.check().changes()).extracting(ChangeView::description).isEmpty();
				}
			}
			finally {
				database.execute("drop role " + role);
			}
		}
	}

	@Test
	@Timeout(60)
	void openDdlTransactionDoesNotBlockCheck() throws Exception {
		try (TestDatabase database = TestProduct.POSTGRESQL.create();
				LawBench bench = new LawBench(database, note(TestProduct.POSTGRESQL, "x"));
				Connection other = database.connect();
				Statement statement = other.createStatement()) {
			database.execute("create table note (id bigint primary key, body varchar(255) default 'y')");
			other.setAutoCommit(false);
			statement.execute("alter table note add column half_done integer");
			Attempt attempt = Attempt.of(bench);
			// The newest servers lock a table to render its expressions.
			assertThat(attempt.answer()).containsAnyOf("change default of note.body from 'y'",
					"another session is changing the tables, in a transaction that is open for more than 5 seconds");
			other.rollback();
		}
	}

	private static Schema note(TestProduct product, String text) {
		return schema(Column.of(folded(product, "id"), "bigint", false),
				Column.of(folded(product, "body"), "varchar(255)", true)
					.withDefaultValue(new Expression("'" + text.replace("'", "''") + "'"))
					.withComment(null))
			.mapTables((table) -> new Table(QualifiedName.of(folded(product, "note")), table.columns(),
					new PrimaryKey("", List.of(folded(product, "id"))), List.of(), List.of(), List.of(), List.of(),
					null));
	}

	private static Schema schema(Column... columns) {
		return new Schema(
				Set.of(), List.of(new Table(QualifiedName.of("note"), List.of(columns),
						new PrimaryKey("", List.of("id")), List.of(), List.of(), List.of(), List.of(), null)),
				List.of(), List.of());
	}

	private static String folded(TestProduct product, String name) {
		return (product == TestProduct.H2) ? name.toUpperCase(Locale.ROOT) : name;
	}

	/**
	 * The answer that a user gets.
	 *
	 * @param answer the changes, or why there are none
	 */
	private record Attempt(String answer) {

		static Attempt of(LawBench bench) {
			try {
				return new Attempt(bench.check().changes().toString());
			}
			catch (MigrationFailedException ex) {
				return new Attempt(ex.getMessage());
			}
		}

	}

}
