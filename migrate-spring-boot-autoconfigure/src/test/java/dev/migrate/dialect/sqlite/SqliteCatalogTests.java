package dev.migrate.dialect.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;

import dev.migrate.dialect.CatalogSchema;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.dialect.Step;
import dev.migrate.diff.SchemaDiffer;
import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.Expression;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SqlType;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueKey;
import dev.migrate.testing.Oracle;
import dev.migrate.testing.StatementCounter;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SqliteCatalogTests {

	private final SqliteDialect dialect = new SqliteDialect();

	private final SchemaScope scope = SchemaScope.of("main", List.of());

	@Test
	void onlyDatabaseInMemoryIsInProcess() {
		SqliteDialect dialect = new SqliteDialect();
		assertThat(List.of("jdbc:sqlite::memory:", "jdbc:sqlite:", "jdbc:sqlite:file:x?mode=memory&cache=shared",
				"jdbc:sqlite:file:x?cache=shared&mode=memory"))
			.allMatch(dialect::isInProcess);
		assertThat(List.of("jdbc:sqlite:x.db", "jdbc:sqlite:x.db?journal_mode=MEMORY",
				"jdbc:sqlite:x.db?synchronous=OFF&journal_mode=memory"))
			.noneMatch(dialect::isInProcess);
	}

	@Test
	void readsAspectsThatPragmasOmit() throws SQLException {
		try (TestDatabase database = TestDatabases.sqlite()
			.execute("create table P (A integer, b text, primary key (a, b)) without rowid",
					"""
							create table T (Id INTEGER primary key autoincrement, code varchar( 10 ) collate NOCASE not null
							    constraint named unique, n numeric default ( 1+1 ),
							  twice generated always as ( N*2 ) stored check (Twice <> 3), x, y text constraint to_p references p,
							  constraint both foreign key (x, y) references P on delete cascade deferrable initially deferred,
							  constraint "Not Two" CHECK ((("n") != 2 and (n)>0)))""",
					"create unique index i on t (lower( Code ) desc, n) where (N is not null)",
					"create index j on t (code collate binary)", "create view v as select 1")) {
			Schema schema = read(database);
			assertThat(schema.tables()).extracting(Table::name)
				.containsExactly(QualifiedName.of("p"), QualifiedName.of("t"));
			assertThat(schema.tables().get(0).columns()).extracting(Column::identity).containsOnly(Identity.NONE);
			Table table = schema.tables().get(1);
			assertThat(table.primaryKey()).isEqualTo(new PrimaryKey("pk_t", List.of("id")));
			assertThat(table.columns()).extracting(Column::toString)
				.element(1)
				.asString()
				.contains("nullable=false", "collation=nocase");
			assertThat(table.columns().get(1).type()).isEqualTo(new SqlType("varchar(10)"))
				.hasToString("varchar( 10 )");
			Column numbered = table.columns().get(0);
			assertThat(numbered.identity()).isEqualTo(Identity.BY_DEFAULT);
			assertThat(table.columns().get(2).defaultValue()).isEqualTo(new Expression("1 + 1"));
			assertThat(table.columns().get(3).generatedAs()).isEqualTo(new Expression("n * 2"));
			assertThat(table.columns().get(4).type()).isEqualTo(SqliteTypes.NONE);
			assertThat(table.uniqueKeys()).containsExactly(new UniqueKey("named", List.of("code")));
			assertThat(table.foreignKeys()).containsExactlyInAnyOrder(
					new ForeignKey("both", List.of("x", "y"), QualifiedName.of("p"), List.of("a", "b"),
							ForeignKey.Action.CASCADE, ForeignKey.Action.NO_ACTION,
							ForeignKey.Deferral.INITIALLY_DEFERRED),
					new ForeignKey("to_p", List.of("y"), QualifiedName.of("p"), List.of("y"),
							ForeignKey.Action.NO_ACTION, ForeignKey.Action.NO_ACTION,
							ForeignKey.Deferral.NOT_DEFERRABLE));
			assertThat(table.checks()).containsExactlyInAnyOrder(new Check("ck_t_twice", new Expression("twice <> 3")),
					new Check("not two", new Expression("n <> 2 and n > 0")));
			Index index = table.indexes().get(0);
			assertThat(index.parts()).extracting(Index.Part::toString).containsExactly("lower(code) desc", "n");
			assertThat(index.where()).isEqualTo(new Expression("n is not null"));
			assertThat(table.indexes().get(1).definition()).isNotNull();
			assertThat(this.dialect.canonical(schema, this.scope)).isEqualTo(schema);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 30 })
	void readsInAFixedNumberOfStatements(int tables) throws SQLException {
		try (TestDatabase database = TestDatabases.sqlite()) {
			for (int i = 0; i < tables; i++) {
				database.execute("create table t" + i + " (id integer primary key, t integer references t0 unique)");
			}
			try (Connection connection = database.connect()) {
				StatementCounter counter = new StatementCounter(connection);
				assertThat(this.dialect.read(counter.connection(), this.scope).schema().tables()).hasSize(tables);
				assertThat(counter.count()).isEqualTo(6);
			}
		}
	}

	@Test
	void leavesOutVirtualTables() throws SQLException {
		try (TestDatabase database = TestDatabases.sqlite()
			.execute("create virtual table search using fts5(text)", "create table t (id integer)")) {
			assertThat(read(database).tables()).extracting(Table::name).containsExactly(QualifiedName.of("t"));
		}
	}

	@Test
	void randomTablesAreReadAsTheyWereRendered() throws SQLException {
		Random random = new Random(4711);
		for (int i = 0; i < 150; i++) {
			Table table = random(random, "t" + i);
			try (TestDatabase database = TestDatabases.sqlite(); Connection connection = database.connect()) {
				Schema desired = this.dialect.canonical(new Schema(Set.of(), List.of(table), List.of(), List.of()),
						this.scope);
				run(connection,
						this.dialect.plan(SchemaDiffer.diff(Schema.EMPTY, desired), CatalogSchema.of(Schema.EMPTY)));
				CatalogSchema catalog = this.dialect.read(connection, this.scope);
				Schema current = catalog.schema();
				assertThat(SchemaDiffer.diff(current, desired)).as("%s", table).isEmpty();
				assertThat(this.dialect.canonical(desired, this.scope)).isEqualTo(desired);
				// Migrate to another random table, and back.
				Schema other = this.dialect.canonical(
						new Schema(Set.of(), List.of(random(random, "t" + i)), List.of(), List.of()), this.scope);
				List<String> before = Oracle.of(database);
				List<Step> there = this.dialect.plan(SchemaDiffer.diff(current, other), catalog);
				run(connection, there);
				assertThat(SchemaDiffer.diff(this.dialect.read(connection, this.scope).schema(), other)).isEmpty();
				undo(connection, there);
				assertThat(Oracle.of(database)).isEqualTo(before);
			}
		}
	}

	private static void run(Connection connection, List<Step> steps) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			for (Step step : steps) {
				for (Step.Action action : step.actions()) {
					for (String sql : action.statements()) {
						statement.execute(sql);
					}
				}
			}
		}
	}

	private static void undo(Connection connection, List<Step> steps) throws SQLException {
		List<Step.Action> actions = new ArrayList<>();
		steps.forEach((step) -> actions.addAll(step.actions()));
		Collections.reverse(actions);
		try (Statement statement = connection.createStatement()) {
			for (Step.Action action : actions) {
				for (String sql : action.rollback()) {
					statement.execute(sql);
				}
			}
		}
	}

	private Schema read(TestDatabase database) throws SQLException {
		try (Connection connection = database.connect()) {
			return this.dialect.read(connection, this.scope).schema();
		}
	}

	private static Table random(Random random, String name) {
		List<String> names = new ArrayList<>(List.of("id", "select", "it's", "a \"quoted\" one", "with.dot", "emoji 😀",
				"x; drop table t0; --", "dollar$", "[brackets]", "`ticks`", "ünïcode", "check", "(", "a,b"));
		List<String> types = List.of("integer", "bigint", "varchar(20)", "numeric(10,2)", "blob", "timestamp", "text");
		List<Column> columns = new ArrayList<>();
		List<Check> checks = new ArrayList<>();
		List<UniqueKey> keys = new ArrayList<>();
		List<Index> indexes = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			String column = names.remove(random.nextInt(names.size()));
			String quoted = '"' + column.replace("\"", "\"\"") + '"';
			columns.add(Column.of(column, types.get(random.nextInt(types.size())), i == 0 || random.nextBoolean())
				.withDefaultValue((random.nextInt(3) == 0) ? new Expression("('it''s' || ( 1 + 2) )") : Expression.NONE)
				.withCollation((random.nextInt(4) == 0) ? "NOCASE" : ""));
			if (random.nextInt(3) == 0) {
				checks.add(new Check("ck " + column, new Expression("((" + quoted + ") <> ') or (' and 1 IN (1,2))")));
			}
			if (random.nextInt(4) == 0) {
				keys.add(new UniqueKey("", List.of(column)));
			}
			if (random.nextInt(4) == 0) {
				indexes
					.add(new Index("ix " + column, List.of(Index.Part.of(column)), false, Expression.NONE, null, null));
			}
		}
		columns.add(Column.of("formula", "integer", true)
			.withGeneratedAs(random.nextBoolean() ? new Expression("LENGTH( 'a' )*2") : Expression.NONE));
		PrimaryKey key = random.nextBoolean() ? new PrimaryKey("", List.of(columns.get(random.nextInt(5)).name()))
				: null;
		return new Table(QualifiedName.of("Odd \"table\" " + name), columns, key, keys, List.of(), indexes, checks,
				null);
	}

}
