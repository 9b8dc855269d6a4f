package dev.migrate.dialect.hsqldb;

import java.sql.Connection;
import java.sql.SQLException;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HsqldbCatalog}.
 */
class HsqldbCatalogTests extends AbstractCatalogTests {

	private final HsqldbDialect dialect = new HsqldbDialect();

	private TestDatabase database;

	HsqldbCatalogTests() {
		super(new HsqldbDialect(), "PUBLIC", "T");
	}

	@BeforeEach
	void createDatabase() {
		this.database = TestDatabases.hsqldb();
	}

	@AfterEach
	void dropDatabase() {
		this.database.close();
	}

	@Test
	void readsColumns() {
		Table table = table("create domain \"Mood\" as varchar(10)", """
				create table t (a varchar(20) not null, b numeric(10) default 3, c timestamp,
				  d timestamp(3) with time zone default current_timestamp, e integer array,
				  f integer generated always as (b + 1), g varchar(9) collate sql_text_ucc, h "Mood", i time,
				  "j" interval second(9, 6), k varchar(5) default null)""", "comment on column t.a is 'it''s'",
				"comment on table t is 'all of it'");
		assertThat(table.columns()).containsExactly(column("A", "VARCHAR(20)").withNullable(false).withComment("it's"),
				column("B", "NUMERIC(10,0)").withDefaultValue(new Expression("3")), column("C", "TIMESTAMP(6)"),
				column("D", "TIMESTAMP(3) WITH TIME ZONE").withDefaultValue(new Expression("CURRENT_TIMESTAMP")),
				column("E", "INTEGER ARRAY"), column("F", "INTEGER").withGeneratedAs(new Expression("B+1")),
				column("G", "VARCHAR(9)").withCollation("SQL_TEXT_UCC"), column("H", "\"Mood\""),
				column("I", "TIME(0)"), column("j", "INTERVAL SECOND(9)"), column("K", "VARCHAR(5)"));
		assertThat(table.comment()).isEqualTo("all of it");
	}

	@ParameterizedTest
	@ValueSource(strings = { "varchar(255)", "char", "char(3)", "clob", "clob(10K)", "clob(1G)", "blob", "blob(5M)",
			"nvarchar(3)", "tinyint", "smallint", "integer", "int", "bigint", "boolean", "bit", "bit(3)",
			"bit varying(4)", "float(24)", "float", "real", "double", "double precision", "numeric(38,2)",
			"numeric(38)", "decimal(10,2)", "decimal", "numeric", "date", "time", "time(6)", "time(3) with time zone",
			"timestamp", "timestamp(0)", "timestamp(9)", "timestamp(6) with time zone", "timestamp without time zone",
			"datetime", "binary(5)", "binary", "varbinary(255)", "longvarchar", "longvarbinary", "longvarchar(20)",
			"uuid", "interval second(9,6)", "interval second", "interval second(2,3)", "interval day to second",
			"interval Day (2) to second(6)", "interval hour(4) to minute", "interval day(3) to second(3)",
			"interval year", "other", "varchar(255) array", "integer array[7]", "timestamp(6) with time zone array",
			"varchar_ignorecase(30)", "varchar(2147483647)", "character varying(3)", "character large object(500)",
			"binary large object(100)" })
	void typeIsReadInCanonicalForm(String type) {
		Table table = table("create table t (a " + type + ")");
		Schema desired = Schema.EMPTY.withTables(List.of(Table.of(table.name(), List.of(Column.of("A", type, true)))));
		Schema canonical = this.dialect.canonical(desired, new SchemaScope("PUBLIC", Set.of()));
		assertThat(table.columns().get(0).type()).isEqualTo(canonical.tables().get(0).columns().get(0).type());
		assertThat(this.dialect.canonical(canonical, new SchemaScope("PUBLIC", Set.of()))).isEqualTo(canonical);
	}

	@Test
	void readsIdentities() {
		Table table = table("create sequence other start with 3 increment by 50",
				"create table t (a bigint generated always as identity (increment by 5))");
		assertThat(table.columns()).containsExactly(
				column("A", "BIGINT").withNullable(false).withIdentity(new Identity(Identity.Mode.ALWAYS, 5L)));
		assertThat(read().sequences()).containsExactly(new Sequence(QualifiedName.of("OTHER"), 3, 50));
	}

	@Test
	void readsConstraints() {
		Table table = table("create table r (x integer, y integer, primary key (y, x))", """
				create table t (a integer, b integer not null, c integer, d integer, constraint pk primary key (a),
				  constraint u1 unique (b), constraint u2 unique (d, b), constraint ck check (c > 0 and d > 0),
				  constraint fk foreign key (c, d) references r (x, y) on delete cascade on update set null)""");
		assertThat(table.primaryKey()).isEqualTo(new PrimaryKey("PK", List.of("A")));
		assertThat(table.uniqueKeys()).containsExactly(new UniqueKey("U1", List.of("B")),
				new UniqueKey("U2", List.of("D", "B")));
		assertThat(table.checks()).containsExactly(new Check("CK", new Expression("(C>0) AND (D>0)")));
		assertThat(table.foreignKeys()).hasSize(1);
		ForeignKey key = table.foreignKeys().get(0);
		assertThat(key.name()).isEqualTo("FK");
		// The database reorders the columns like those of the referenced key.
		assertThat(key.columns()).containsExactly("D", "C");
		assertThat(key.referencedColumns()).containsExactly("Y", "X");
		assertThat(key.referencedTable()).isEqualTo(QualifiedName.of("R"));
		assertThat(key.onDelete()).isEqualTo(ForeignKey.Action.CASCADE);
		assertThat(key.onUpdate()).isEqualTo(ForeignKey.Action.SET_NULL);
		assertThat(table.indexes()).isEmpty();
	}

	@Test
	void notNullCheckIsReadAsNullability() {
		Table table = table("create table t (a integer, \"b c\" integer check (\"b c\" is not null),"
				+ " constraint named check (a is not null))");
		assertThat(table.checks()).isEmpty();
		assertThat(table.columns()).extracting(Column::nullable).containsExactly(false, false);
		Table desired = Table.of(table.name(), List.of(Column.of("A", "integer", true)))
			.withChecks(List.of(new Check("NAMED", new Expression("a is not null"))));
		Table canonical = this.dialect
			.canonical(Schema.EMPTY.withTables(List.of(desired)), new SchemaScope("PUBLIC", Set.of()))
			.tables()
			.get(0);
		assertThat(canonical.checks()).isEmpty();
		assertThat(canonical.columns()).containsExactly(Column.of("A", "INTEGER", false));
	}

	@Test
	void expressionDoesNotDependOnTheSchemaOrTheQuotesOfItsTable() {
		this.database.execute("create schema \"it's\"", """
				create table "it's"."x.y" ("A" integer, "b" varchar(20), "COLUMN" integer,
				  constraint c1 check ("A" > 0 and "b" <> '"it''s"."x.y"."A"' and "COLUMN" > 0))""",
				"create table t (a integer, \"b\" varchar(20), \"COLUMN\" integer, constraint c1 check "
						+ "(a > 0 and \"b\" <> '\"it''s\".\"x.y\".\"A\"' and \"COLUMN\" > 0))");
		try (Connection connection = this.database.connect()) {
			Schema schema = this.dialect.read(connection, new SchemaScope("PUBLIC", Set.of("it's"))).schema();
			assertThat(schema.tables()).hasSize(2)
				.allSatisfy((table) -> assertThat(table.checks()).containsExactly(new Check("C1",
						new Expression("((A>0) AND (\"b\"!='\"it''s\".\"x.y\".\"A\"')) AND (\"COLUMN\">0)"))));
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void readsIndexes() {
		Table table = table("create table t (a integer unique, \"B\" varchar(10), c integer references t (a))",
				"create index i1 on t (a desc, \"B\")", "create unique index i2 on t (c)");
		assertThat(table.indexes()).containsExactlyInAnyOrder(
				new Index("I1", List.of(Index.Part.of("A"), Index.Part.of("B")), false, Expression.NONE, "btree", null),
				new Index("I2", List.of(Index.Part.of("C")), true, Expression.NONE, "btree", null));
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
		assertThat(read().tables()).extracting((table) -> table.name().name()).containsExactly("T");
	}

	@Test
	void databaseInMemoryIsRecognized() {
		assertThat(this.dialect.isInProcess("jdbc:hsqldb:mem:x;sql.syntax_pgs=true")).isTrue();
		assertThat(this.dialect.isInProcess("jdbc:hsqldb:file:./x")).isFalse();
		assertThat(this.dialect.isInProcess("jdbc:hsqldb:hsql://localhost/mem:x")).isFalse();
	}

	@Test
	void numberOfStatementsIsFixed() throws SQLException {
		int few = countStatements(3, "varchar(9)");
		assertThat(countStatements(300, "varchar(9)")).isEqualTo(few).isLessThan(14);
	}

	@Override
	protected TestDatabase database() {
		return this.database;
	}

}
