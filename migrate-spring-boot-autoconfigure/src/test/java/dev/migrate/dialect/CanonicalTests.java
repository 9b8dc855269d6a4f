package dev.migrate.dialect;

import java.util.List;
import java.util.Set;

import dev.migrate.change.Conversion;
import dev.migrate.dialect.h2.H2Dialect;
import dev.migrate.dialect.postgresql.PostgresqlDialect;
import dev.migrate.dialect.registry.Dialects;
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
import dev.migrate.schema.SqlType;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the canonical form of schemas.
 */
class CanonicalTests {

	private static final Dialect POSTGRESQL = new PostgresqlDialect();

	private static final Dialect H2 = new H2Dialect();

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			varchar(255)                   | character varying(255)
			VARCHAR                        | character varying
			char                           | character(1)
			nchar(3)                       | character(3)
			bpchar                         | bpchar
			int4                           | integer
			int                            | integer
			bigserial                      | bigint
			bool                           | boolean
			float(53)                      | double precision
			float(24)                      | real
			float8                         | double precision
			decimal(19,2)                  | numeric(19,2)
			numeric(38)                    | numeric(38,0)
			numeric( 38 , 2 )              | numeric(38,2)
			numeric                        | numeric
			bit                            | bit(1)
			varbit(3)                      | bit varying(3)
			timestamp                      | timestamp(6) without time zone
			timestamp(6) with time zone    | timestamp(6) with time zone
			timestamp (3)  With Time Zone  | timestamp(3) with time zone
			timestamptz                    | timestamp(6) with time zone
			time(0)                        | time(0) without time zone
			timetz                         | time(6) with time zone
			varchar(255)[]                 | character varying(255)[]
			int8 array                     | bigint[]
			varchar(20) array[5]           | character varying(20)[]
			timestamp(6) with time zone[]  | timestamp(6) with time zone[]
			interval second(6)             | interval second(6)
			INTERVAL                       | interval
			oid                            | oid
			"Mood"                         | "Mood"
			Other."Mood"                   | other."Mood"
			geometry(Point,4326)           | geometry(Point,4326)
			text default  'A  B'           | text default 'A  B'
			""")
	void postgresqlTypeHasOneCanonicalForm(String text, String canonical) {
		assertCanonical(POSTGRESQL, text, canonical);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			varchar(255)                   | CHARACTER VARYING(255)
			varchar(255) array             | CHARACTER VARYING(255) ARRAY
			integer array[7]               | INTEGER ARRAY[7]
			integer array array            | INTEGER ARRAY ARRAY
			enum ('A','B')                 | ENUM('A', 'B')
			enum ('it''s','B, C')          | ENUM('it''s', 'B, C')
			float(53)                      | DOUBLE PRECISION
			float(24)                      | REAL
			float                          | DOUBLE PRECISION
			double                         | DOUBLE PRECISION
			numeric(38,2)                  | NUMERIC(38, 2)
			decimal(10)                    | NUMERIC(10, 0)
			tinyint                        | TINYINT
			int                            | INTEGER
			bit                            | BOOLEAN
			char                           | CHARACTER(1)
			char(5)                        | CHARACTER(5)
			binary(5)                      | BINARY(5)
			varbinary(255)                 | BINARY VARYING(255)
			clob                           | CHARACTER LARGE OBJECT
			text                           | CHARACTER VARYING
			blob                           | BINARY LARGE OBJECT
			json                           | JSON
			uuid                           | UUID
			timestamp                      | TIMESTAMP(6)
			timestamp(6) with time zone    | TIMESTAMP(6) WITH TIME ZONE
			time                           | TIME(0)
			time(6)                        | TIME(6)
			time(3) with time zone         | TIME(3) WITH TIME ZONE
			interval second(9,6)           | INTERVAL SECOND(9, 6)
			geometry(point, 4326)          | GEOMETRY(POINT, 4326)
			interval day(2) to second(3)   | INTERVAL DAY(2) TO SECOND(3)
			mood                           | MOOD
			"Mood"                         | "Mood"
			""")
	void h2TypeHasOneCanonicalForm(String text, String canonical) {
		assertCanonical(H2, text, canonical);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			integer       | bigint           | KEEPS_VALUES
			bigint        | integer          | MAY_FAIL
			integer       | numeric(10,0)    | KEEPS_VALUES
			integer       | numeric(10,2)    | MAY_FAIL
			bigint        | double precision | LOSES_DATA
			varchar(20)   | varchar(255)     | KEEPS_VALUES
			varchar(255)  | varchar(20)      | MAY_FAIL
			varchar(255)  | integer          | MAY_FAIL
			integer       | varchar(255)     | KEEPS_VALUES
			numeric(10,2) | numeric(12,2)    | KEEPS_VALUES
			numeric(10,2) | numeric(12,4)    | KEEPS_VALUES
			numeric(10,2) | numeric(10,4)    | MAY_FAIL
			numeric(10,2) | numeric(10,1)    | LOSES_DATA
			numeric(10,2) | bigint           | LOSES_DATA
			float(53)     | integer          | LOSES_DATA
			float(53)     | real             | LOSES_DATA
			real          | float(53)        | KEEPS_VALUES
			date          | timestamp        | KEEPS_VALUES
			timestamp     | date             | LOSES_DATA
			timestamp     | timestamp(3)     | LOSES_DATA
			timestamp(3)  | timestamp(6)     | KEEPS_VALUES
			timestamp(6) with time zone | timestamp(6) | DEPENDS_ON_ZONE
			timestamp(6) | timestamp(6) with time zone | DEPENDS_ON_ZONE
			varchar(255)  | numeric(10,2)    | LOSES_DATA
			varchar(255)  | date             | LOSES_DATA
			date          | timestamp with time zone | DEPENDS_ON_ZONE
			boolean       | integer          | KEEPS_VALUES
			numeric(3,0)  | varchar(5)       | KEEPS_VALUES
			varchar(255)  | uuid             | MAY_FAIL
			int           | integer          | KEEPS_VALUES
			""")
	void conversionOfTypesIsKnown(String from, String to, Conversion conversion) {
		assertThat(POSTGRESQL.between(new SqlType(from), new SqlType(to))).isEqualTo(conversion);
		assertThat(H2.between(new SqlType(from), new SqlType(to))).isEqualTo(conversion);
	}

	@Test
	void conversionOfEnumTypesIsKnown() {
		SqlType type = new SqlType("enum ('A','BB')");
		assertThat(H2.between(type, new SqlType("enum ('BB','A','C')"))).isEqualTo(Conversion.KEEPS_VALUES);
		assertThat(H2.between(type, new SqlType("enum ('A')"))).isEqualTo(Conversion.MAY_FAIL);
		assertThat(H2.between(type, new SqlType("varchar(2)"))).isEqualTo(Conversion.KEEPS_VALUES);
		assertThat(H2.between(type, new SqlType("varchar(1)"))).isEqualTo(Conversion.MAY_FAIL);
	}

	@Test
	void arraysConvertLikeTheirElements() {
		assertThat(POSTGRESQL.between(new SqlType("integer[]"), new SqlType("bigint[]")))
			.isEqualTo(Conversion.KEEPS_VALUES);
		assertThat(POSTGRESQL.between(new SqlType("integer"), new SqlType("bigint[]"))).isEqualTo(Conversion.NONE);
		assertThat(H2.between(new SqlType("integer array[3]"), new SqlType("integer array[5]")))
			.isEqualTo(Conversion.KEEPS_VALUES);
		assertThat(H2.between(new SqlType("integer array[5]"), new SqlType("integer array[3]")))
			.isEqualTo(Conversion.MAY_FAIL);
	}

	@Test
	void unnamedObjectGetsTheNameThatPostgresqlGenerates() {
		Schema schema = POSTGRESQL.canonical(unnamed("public", "t"), new SchemaScope("public", Set.of()));
		Table table = schema.tables().get(0);
		assertThat(table.name()).isEqualTo(QualifiedName.of("t"));
		assertThat(table.primaryKey()).isEqualTo(new PrimaryKey("t_pkey", List.of("a")));
		assertThat(table.column("a").orElseThrow().nullable()).isFalse();
		assertThat(table.uniqueKeys()).extracting(UniqueKey::name).containsExactly("t_a_b_key", "t_b_key");
		assertThat(table.checks()).extracting(Check::name).containsExactly("t_a_check", "t_check", "t_a_check1");
		assertThat(table.foreignKeys().get(0).name()).isEqualTo("t_b_fkey");
		assertThat(table.foreignKeys().get(0).referencedTable()).isEqualTo(QualifiedName.of("t"));
		assertThat(table.indexes().get(0).name()).isEqualTo("t_b_expr_idx");
		assertThat(schema.schemas()).containsExactly("other");
		assertThat(schema.sequences().get(0).name()).isEqualTo(QualifiedName.of("s"));
	}

	@Test
	void longNameIsCutAsPostgresqlCutsIt() {
		String table = "t".repeat(70);
		String column = "é".repeat(40);
		Schema schema = POSTGRESQL.canonical(new Schema(Set.of(),
				List.of(new Table(QualifiedName.of(table), List.of(Column.of(column, "int", true)), null,
						List.of(new UniqueKey("", List.of(column))), List.of(), List.of(), List.of(), null)),
				List.of(), List.of()), new SchemaScope("public", Set.of()));
		Table cut = schema.tables().get(0);
		assertThat(cut.name().name()).isEqualTo("t".repeat(63));
		assertThat(cut.columns().get(0).name()).isEqualTo("é".repeat(31));
		assertThat(cut.uniqueKeys().get(0).columns()).containsExactly("é".repeat(31));
		assertThat(cut.uniqueKeys().get(0).name()).isEqualTo("t".repeat(29) + "_" + "é".repeat(14) + "_key");
	}

	@Test
	void unnamedObjectOnH2GetsAReadableName() {
		Schema schema = H2.canonical(unnamed("PUBLIC", "T"), new SchemaScope("PUBLIC", Set.of()));
		Table table = schema.tables().get(0);
		assertThat(table.primaryKey()).isEqualTo(new PrimaryKey("PK_T", List.of("a")));
		assertThat(table.uniqueKeys()).extracting(UniqueKey::name).containsExactly("UK_T_a_b", "UK_T_b");
		assertThat(table.checks()).extracting(Check::name).containsExactly("CK_T_a", "CK_T", "CK_T_a_1");
		assertThat(table.foreignKeys().get(0).name()).isEqualTo("FK_T_b");
	}

	@ParameterizedTest
	@MethodSource("dialects")
	void canonicalFormIsIdempotent(Dialect dialect) {
		SchemaScope scope = new SchemaScope("public", Set.of("other"));
		Schema canonical = dialect.canonical(unnamed("public", "x".repeat(300)), scope);
		assertThat(dialect.canonical(canonical, scope)).isEqualTo(canonical);
	}

	@Test
	void serialColumnIsNumbered() {
		assertThat(column(POSTGRESQL, Column.of("a", "bigserial", true).withIdentity(Identity.NONE)))
			.isEqualTo(Column.of("a", "bigint", false).withIdentity(Identity.of(Identity.Mode.SERIAL)));
		assertThat(column(H2, Column.of("a", "serial", true).withIdentity(Identity.NONE)))
			.isEqualTo(Column.of("a", "INTEGER", false).withIdentity(Identity.BY_DEFAULT));
	}

	static List<Dialect> dialects() {
		return Dialects.all();
	}

	private static Schema unnamed(String schema, String name) {
		QualifiedName table = new QualifiedName(schema, name);
		ForeignKey foreignKey = new ForeignKey("", List.of("b"), table, List.of("a"), ForeignKey.Action.NO_ACTION,
				ForeignKey.Action.NO_ACTION, ForeignKey.Deferral.NOT_DEFERRABLE);
		Index index = new Index("", List.of(Index.Part.of("b"), new Index.Part(null, new Expression("abs(a)"), false)),
				false, Expression.NONE, null, null);
		return new Schema(Set.of(schema, "other"), List.of(new Table(table,
				List.of(Column.of("a", "int", true), Column.of("b", "int", true)), new PrimaryKey("", List.of("a")),
				List.of(new UniqueKey("", List.of("a", "b")), new UniqueKey("", List.of("b"))), List.of(foreignKey),
				List.of(index),
				List.of(new Check("", new Expression("A > 0 and a < 'b'")), new Check("", new Expression("a > b")),
						new Check("", new Expression("\"a\" > 1"))),
				null)), List.of(new Sequence(new QualifiedName(schema, "s"), 1, 50)), List.of());
	}

	private static void assertCanonical(Dialect dialect, String text, String canonical) {
		assertThat(column(dialect, Column.of("a", text, true)).type().text()).isEqualTo(canonical);
		assertThat(column(dialect, Column.of("a", canonical, true)).type().text()).isEqualTo(canonical);
	}

	private static Column column(Dialect dialect, Column column) {
		Schema schema = Schema.EMPTY.withTables(List.of(Table.of(QualifiedName.of("t"), List.of(column))));
		return dialect.canonical(schema, new SchemaScope("public", Set.of())).tables().get(0).columns().get(0);
	}

}
