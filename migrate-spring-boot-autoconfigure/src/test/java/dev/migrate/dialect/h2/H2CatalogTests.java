package dev.migrate.dialect.h2;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;

import dev.migrate.dialect.AbstractCatalogTests;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.Expression;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueKey;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link H2Catalog}.
 */
class H2CatalogTests extends AbstractCatalogTests {

	private final H2Dialect dialect = new H2Dialect();

	private TestDatabase database;

	H2CatalogTests() {
		super(new H2Dialect(), "PUBLIC", "T");
	}

	@BeforeEach
	void createDatabase() {
		this.database = TestDatabases.h2();
	}

	@AfterEach
	void dropDatabase() {
		this.database.close();
	}

	@Test
	void readsColumns() {
		Table table = table("create domain \"Mood\" as varchar(10)", """
				create table t (a varchar(20) not null, b numeric(10) default 1 + 1, c timestamp,
				  d timestamp(3) with time zone, e integer array, f integer generated always as (b + 1),
				  g enum('A', 'it''s'), h "Mood", i time, "j" interval second(9, 6))""",
				"comment on column t.a is 'it''s'", "comment on table t is 'all of it'");
		assertThat(table.columns()).containsExactly(
				column("A", "CHARACTER VARYING(20)").withNullable(false).withComment("it's"),
				column("B", "NUMERIC(10, 0)").withDefaultValue(new Expression("2")), column("C", "TIMESTAMP(6)"),
				column("D", "TIMESTAMP(3) WITH TIME ZONE"), column("E", "INTEGER ARRAY"),
				column("F", "INTEGER").withGeneratedAs(new Expression("\"B\" + 1")), column("G", "ENUM('A', 'it''s')"),
				column("H", "\"Mood\""), column("I", "TIME(0)"), column("j", "INTERVAL SECOND(9, 6)"));
		assertThat(table.comment()).isEqualTo("all of it");
	}

	@ParameterizedTest
	@ValueSource(strings = { "varchar(255)", "varchar", "char", "char(3)", "clob", "blob", "nclob", "nchar(3)",
			"nvarchar(3)", "tinyint", "smallint", "integer", "bigint", "boolean", "bit", "float(24)", "float(53)",
			"float", "real", "double", "double precision", "numeric(38,2)", "numeric(38)", "numeric(38,0)",
			"decimal(10,2)", "numeric", "decfloat", "decfloat(10)", "date", "time", "time(6)", "time(3) with time zone",
			"timestamp", "timestamp(3)", "timestamp(9)", "timestamp(6) with time zone", "timestamp with time zone",
			"timestamp(6) without time zone", "number", "number(5)", "binary(5)", "binary", "varbinary(255)",
			"varbinary", "bytea", "uuid", "json", "geometry", "geometry(point, 4326)", "interval second(9,6)",
			"interval second", "interval day to second(3)", "interval year", "enum ('A','B')", "enum('it''s')",
			"varchar(255) array", "integer array[7]", "integer array array", "timestamp(6) with time zone array",
			"enum ('A','B') array", "varchar_ignorecase(30)", "java_object", "text", "longtext", "character varying(3)",
			"int", "int2", "int4", "int8", "varchar(1000000000)", "char varying(3)", "clob(500)",
			"binary large object(100)" })
	void typeIsReadInCanonicalForm(String type) {
		Table table = table("create table t (a " + type + ")");
		Schema desired = Schema.EMPTY.withTables(List.of(Table.of(table.name(), List.of(Column.of("A", type, true)))));
		Schema canonical = this.dialect.canonical(desired, new SchemaScope("PUBLIC", Set.of()));
		assertThat(table.columns().get(0).type()).isEqualTo(canonical.tables().get(0).columns().get(0).type());
	}

	@Test
	void readsIdentities() {
		Table table = table("create sequence other start with 3 increment by 50",
				"create table t (a bigint generated always as identity (increment by 5), "
						+ "b bigint default next value for other)");
		assertThat(table.columns()).containsExactly(
				column("A", "BIGINT").withNullable(false).withIdentity(new Identity(Identity.Mode.ALWAYS, 5L)),
				column("B", "BIGINT").withDefaultValue(new Expression("NEXT VALUE FOR \"PUBLIC\".\"OTHER\"")));
		assertThat(read().sequences()).containsExactly(new Sequence(QualifiedName.of("OTHER"), 3, 50));
	}

	@Test
	void readsConstraints() {
		Table table = table("create table r (x integer, y integer, primary key (y, x))", """
				create table t (a integer, b integer, c integer, d integer, constraint pk primary key (a),
				  constraint u1 unique (b), constraint u2 unique (d, b), constraint ck check (c > 0 and d > 0),
				  constraint fk foreign key (c, d) references r (x, y) on delete cascade on update set null)""");
		assertThat(table.primaryKey()).isEqualTo(new PrimaryKey("PK", List.of("A")));
		assertThat(table.uniqueKeys()).containsExactly(new UniqueKey("U1", List.of("B")),
				new UniqueKey("U2", List.of("D", "B")));
		assertThat(table.checks()).containsExactly(new Check("CK", new Expression("(\"C\" > 0) AND (\"D\" > 0)")));
		assertThat(table.foreignKeys()).hasSize(1);
		ForeignKey key = table.foreignKeys().get(0);
		assertThat(key.name()).isEqualTo("FK");
		assertThat(key.columns()).containsExactly("C", "D");
		assertThat(key.referencedColumns()).containsExactly("X", "Y");
		assertThat(key.referencedTable()).isEqualTo(QualifiedName.of("R"));
		assertThat(key.onDelete()).isEqualTo(ForeignKey.Action.CASCADE);
		assertThat(key.onUpdate()).isEqualTo(ForeignKey.Action.SET_NULL);
		assertThat(table.indexes()).isEmpty();
	}

	@Test
	void readsIndexes() {
		Table table = table("create table t (a integer, \"B\" varchar(10))", "create index i1 on t (a desc, \"B\")",
				"create unique index i2 on t (a)");
		assertThat(table.indexes()).containsExactly(
				new Index("I1", List.of(new Index.Part("A", Expression.NONE, true), Index.Part.of("B")), false,
						Expression.NONE, "btree", null),
				new Index("I2", List.of(Index.Part.of("A")), true, Expression.NONE, "btree", null));
	}

	@Test
	void createdIndexIsToldFromOneOfAConstraintAfterReopening(@TempDir Path directory) throws SQLException {
		String url = "jdbc:h2:file:" + directory.resolve("test");
		List<Table> before;
		try (Connection connection = DriverManager.getConnection(url, "sa", "");
				Statement statement = connection.createStatement()) {
			statement.execute("create table r (id integer primary key)");
			statement.execute("create table t (id integer primary key, r integer, u integer, v integer, w integer)");
			statement.execute("create index mine on t (r)");
			statement.execute("create unique index my_own on t (u)");
			statement.execute("alter table t add constraint fk_r foreign key (r) references r");
			statement.execute("alter table t add constraint uk_u unique (u)");
			statement.execute("alter table t add constraint uk_v unique (v)");
			statement.execute("alter table t add constraint fk_w foreign key (w) references r");
			before = read(connection).tables();
		}
		try (Connection connection = DriverManager.getConnection(url, "sa", "")) {
			assertThat(before.get(1).indexes()).extracting(Index::name).containsExactly("MINE", "MY_OWN");
			assertThat(read(connection).tables()).isEqualTo(before);
		}
	}

	@Test
	void readsSeveralSchemas() throws SQLException {
		this.database.execute("create schema other", "create table other.t (a integer primary key)",
				"create sequence other.s start with 5 increment by 50",
				"create table t (id integer references other.t)",
				"create table other.u (id integer references other.t)", "create schema unseen",
				"create table unseen.t (a integer)");
		try (Connection connection = this.database.connect()) {
			SchemaScope scope = this.dialect.scope(connection, "public", List.of("OTHER", "MISSING"));
			Schema schema = this.dialect.read(connection, scope).schema();
			assertThat(schema.schemas()).containsExactly("OTHER");
			assertThat(schema.tables()).extracting(Table::name)
				.containsExactly(new QualifiedName("OTHER", "T"), new QualifiedName("OTHER", "U"),
						QualifiedName.of("T"));
			assertThat(schema.tables().get(2).foreignKeys().get(0).referencedTable())
				.isEqualTo(new QualifiedName("OTHER", "T"));
			assertThat(schema.sequences()).containsExactly(new Sequence(new QualifiedName("OTHER", "S"), 5, 50));
			assertThat(this.dialect.canonical(schema, scope)).isEqualTo(schema);
		}
	}

	@Test
	void leavesOutOtherObjects() throws SQLException {
		this.database.execute("create table t (a integer)", "create view v as select * from t",
				"create global temporary table g (a integer)");
		try (Connection connection = this.database.connect(); Statement statement = connection.createStatement()) {
			statement.execute("create local temporary table l (a integer)");
			assertThat(read(connection).tables()).extracting((table) -> table.name().name()).containsExactly("T");
		}
	}

	@Test
	void databaseInMemoryIsRecognized() {
		assertThat(this.dialect.isInProcess("jdbc:h2:mem:x;DB_CLOSE_DELAY=-1")).isTrue();
		assertThat(this.dialect.isInProcess("jdbc:h2:file:./x")).isFalse();
		assertThat(this.dialect.isInProcess("jdbc:h2:tcp://localhost/mem:x")).isFalse();
	}

	@Test
	void numberOfStatementsIsFixed() throws SQLException {
		int few = countStatements(3, "varchar");
		assertThat(countStatements(300, "varchar")).isEqualTo(few).isLessThan(13);
	}

	@Override
	protected TestDatabase database() {
		return this.database;
	}

}
