package dev.migrate.changelog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.migrate.ChangelogFormat;
import dev.migrate.change.Changes;
import dev.migrate.changelog.revision.NewRevision;
import dev.migrate.changelog.write.ChangelogWriter;
import dev.migrate.changelog.write.RevisionContent;
import dev.migrate.dialect.CatalogSchema;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.dialect.sqlite.SqliteDialect;
import dev.migrate.diff.SchemaDiffer;
import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.Expression;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SqlType;
import dev.migrate.schema.Table;
import dev.migrate.testing.Oracle;
import dev.migrate.testing.PlainLiquibase;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that recreated tables keep their rows and dependent objects with plain Liquibase,
 * on upgrade, downgrade and failure.
 */
class RebuiltTableTests {

	private static final String MASTER = "master.yaml";

	private static final QualifiedName CUSTOMER = QualifiedName.of("customer");

	private static final String[] SHOP = {
			"""
					create table Customer (id integer primary key autoincrement, -- a comment, with (
					  "name" text not null on conflict abort default 'x', unmapped blob, old text, email varchar(50) collate nocase,
					  twice integer generated always as (id * 2) virtual, boss references customer,
					  check (length(name) > 0), constraint uq unique (email) on conflict ignore)""",
			"create table orders (id integer primary key, customer_id integer references customer (id) on delete cascade "
					+ "deferrable initially deferred)",
			"create table log (text text)", "create index by_hand on customer (lower(name)) where unmapped is not null",
			"create view names as select name, email from customer",
			"create trigger renamed after update of name on customer begin insert into log values (new.name); "
					+ "insert into log select name from names; end",
			"create trigger ordered after insert on orders begin insert into log select name from customer "
					+ "where id = new.customer_id; end",
			"insert into customer (name, unmapped, old, email, boss) values ('a', x'00ff', 'o', 'A@x', null), "
					+ "('b', 7, null, null, 1), ('c', 'text', 'p', 'c@x', 1), ('gone', null, null, null, null)",
			"delete from customer where name = 'gone'", "insert into orders values (1, 1), (2, 3)", "delete from log" };

	private static final String ROWS = "select id || name || quote(unmapped) || coalesce(email, '') || twice "
			+ "|| coalesce(boss, '') from customer order by id";

	private final Dialect dialect = new SqliteDialect();

	@TempDir
	Path root;

	static Stream<Arguments> ways() {
		return Arrays.stream(PlainLiquibase.values())
			.flatMap((version) -> Stream.of("", "?foreign_keys=true")
				.flatMap((settings) -> Stream.of(ChangelogFormat.values())
					.map((format) -> Arguments.of(version, settings, format))));
	}

	@ParameterizedTest(name = "{0} {1} {2}")
	@MethodSource("ways")
	void recreationKeepsRowsAndDependentObjects(PlainLiquibase liquibase, String settings, ChangelogFormat format)
			throws Exception {
		try (TestDatabase database = TestDatabases.sqlite(settings).execute(SHOP)) {
			List<String> before = Oracle.of(database);
			List<String> rows = query(database, ROWS);
			write(changes(database, RebuiltTableTests::changed), format);
			liquibase.update(database, this.root, MASTER);
			assertThat(Oracle.of(database))
				.contains("column customer.email #3 varchar(100)", "column customer.name #1 text default 'x'",
						"column customer.rank #6 integer default 1 + 1")
				.noneMatch((line) -> line.startsWith("column customer.old"));
			assertThat(query(database, ROWS)).isEqualTo(rows);
			assertThat(query(database, "select id || '>' || customer_id from orders")).containsExactly("1>1", "2>3");
			assertThat(query(database, "select rank from customer")).containsExactly("2", "2", "2");
			assertThat(changes(database, RebuiltTableTests::changed).changes()).isEmpty();
			database.execute("update customer set name = 'd' where id = 2", "insert into orders values (3, 3)");
			assertThat(query(database, "select text from log")).containsExactly("d", "a", "d", "c", "c");
			database.execute("insert or ignore into customer (name, email) values ('e', 'C@X')");
			assertThat(query(database, "select count(*) from customer")).containsExactly("3");
			// The ignored row has consumed a number too.
			database.execute("insert into customer (name) values ('e')");
			assertThat(query(database, "select id from customer where name = 'e'")).containsExactly("6");
			database.execute("delete from customer where name = 'e'", "delete from orders where id = 3",
					"update customer set name = 'b' where id = 2");
			liquibase.rollback(database, this.root, MASTER, 1);
			assertThat(Oracle.of(database, Oracle.Ignore.SEQUENCE_POSITIONS))
				.isEqualTo(before.stream().filter((line) -> !line.startsWith("position of")).toList());
			assertThat(query(database, ROWS)).isEqualTo(rows);
			assertThat(query(database, "select seq from sqlite_sequence where name = 'Customer' collate nocase"))
				.containsExactly("6");
			assertThat(query(database, "select count(*) from orders")).containsExactly("2");
		}
	}

	@ParameterizedTest
	@EnumSource
	void violatingRowLeavesTheTableUnchanged(PlainLiquibase liquibase) throws Exception {
		for (String settings : List.of("", "?foreign_keys=true")) {
			try (TestDatabase database = TestDatabases.sqlite(settings).execute(SHOP)) {
				List<String> before = Oracle.of(database);
				List<String> rows = query(database, ROWS);
				write(changes(database, (table) -> with(table, "email", (column) -> column.withNullable(false))),
						ChangelogFormat.YAML);
				assertThatExceptionOfType(IllegalStateException.class)
					.isThrownBy(() -> liquibase.update(database, this.root, MASTER))
					.withMessageContaining("hold null in email");
				// Without the guard, the statements themselves leave the table unchanged.
				Path file = this.root.resolve("versions/20261122100000_sample.yaml");
				String guarded = Files.readString(file);
				Files.writeString(file, guarded.replaceAll("expectedResult: '?0'?", "expectedResult: 1"));
				assertThatExceptionOfType(IllegalStateException.class)
					.isThrownBy(() -> liquibase.update(database, this.root, MASTER))
					.withMessageContaining("NOT NULL");
				Files.writeString(file, guarded);
				assertThat(Oracle.of(database)).isEqualTo(before);
				assertThat(query(database, ROWS)).isEqualTo(rows);
				database.execute("update customer set email = 'b@x' where id = 2");
				liquibase.update(database, this.root, MASTER);
				assertThat(Oracle.of(database)).contains("column customer.email #4 varchar(50) not null");
				assertThat(query(database, "select count(*) from orders")).containsExactly("2");
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void unknownDependentObjectStopsTheRecreation(PlainLiquibase liquibase) throws Exception {
		for (String addition : List.of("create index later on customer (old)",
				"create trigger later after delete on customer begin delete from log; end",
				"alter table customer add column later integer")) {
			try (TestDatabase database = TestDatabases.sqlite().execute(SHOP)) {
				write(changes(database, RebuiltTableTests::changed), ChangelogFormat.YAML);
				database.execute(addition);
				List<String> before = Oracle.of(database);
				assertThatExceptionOfType(IllegalStateException.class)
					.isThrownBy(() -> liquibase.update(database, this.root, MASTER))
					.withMessageContaining("that are unknown to this changeset: generate it again");
				assertThat(Oracle.of(database)).isEqualTo(before);
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void cascadingDeleteStopsTheRecreation(PlainLiquibase liquibase) throws Exception {
		try (TestDatabase lax = TestDatabases.sqlite().execute(SHOP);
				TestDatabase strict = TestDatabases.sqlite("?foreign_keys=true").execute(SHOP)) {
			write(changes(lax, RebuiltTableTests::changed), ChangelogFormat.YAML);
			List<String> before = Oracle.of(strict);
			assertThatExceptionOfType(IllegalStateException.class)
				.isThrownBy(() -> liquibase.update(strict, this.root, MASTER))
				.withMessageContaining("foreign keys are enforced");
			assertThat(Oracle.of(strict)).isEqualTo(before);
			assertThat(query(strict, "select count(*) from orders")).containsExactly("2");
		}
	}

	private static Table changed(Table table) {
		Table altered = with(with(table, "email", (column) -> column.withType(new SqlType("varchar(100)"))), "name",
				(column) -> column.withNullable(true));
		List<Column> columns = new ArrayList<>(altered.columns());
		columns.removeIf((column) -> column.name().equals("old"));
		columns.add(Column.of("rank", "integer", true).withDefaultValue(new Expression("1 + 1")));
		List<Check> checks = new ArrayList<>(altered.checks());
		checks.add(new Check("ranked", new Expression("rank > 0")));
		return altered.withColumns(columns).withChecks(checks).withIndexes(altered.indexes());
	}

	private static Table with(Table table, String name, UnaryOperator<Column> change) {
		return table.withColumns(table.columns()
			.stream()
			.map((column) -> column.name().equals(name) ? change.apply(column) : column)
			.toList());
	}

	private RevisionContent changes(TestDatabase database, UnaryOperator<Table> change) throws SQLException {
		try (Connection connection = database.connect()) {
			SchemaScope scope = this.dialect.scope(connection, "", List.of());
			CatalogSchema catalog = this.dialect.read(connection, scope);
			Schema current = catalog.schema();
			if (current.table(CUSTOMER).orElseThrow().column("rank").isPresent()) {
				return RevisionContent.of(SchemaDiffer.diff(current, current), catalog, this.dialect);
			}
			Schema desired = current.mapTables((table) -> table.name().equals(CUSTOMER) ? change.apply(table) : table);
			Changes asked = SchemaDiffer.diff(current, desired);
			RevisionContent content = RevisionContent.of(asked, catalog, this.dialect);
			assertThat(content.steps()).hasSize(1);
			return content;
		}
	}

	private void write(RevisionContent content, ChangelogFormat wanted) throws IOException {
		ChangelogWriter writer = new ChangelogWriter(this.dialect);
		ChangelogFormat format = writer.formatOf(content, wanted);
		assertThat(format).isEqualTo((wanted == ChangelogFormat.SQL) ? ChangelogFormat.YAML : wanted);
		Path file = this.root.resolve("versions/20261122100000_sample." + format.extension());
		Files.createDirectories(file.getParent());
		Files.writeString(file,
				writer.write(
						new NewRevision("20261122100000", "sample", "me", List.of(), "versions/" + file.getFileName()),
						content, format));
		Files.writeString(this.root.resolve(MASTER), """
				databaseChangeLog:
				  - includeAll:
				      path: versions/
				      relativeToChangelogFile: true
				""");
	}

	private static List<String> query(TestDatabase database, String sql) throws SQLException {
		try (Connection connection = database.connect();
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(sql)) {
			List<String> values = new ArrayList<>();
			while (rows.next()) {
				values.add(rows.getString(1));
			}
			return values;
		}
	}

}
