package dev.migrate.laws;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.Expression;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueKey;
import dev.migrate.testing.Oracle;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a rollback, which restores each object by the definition that the database
 * had of it and not by the canonical form of the comparison.
 */
class RestoredDefinitionTests {

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "ORACLE", "SQLSERVER" })
	void typeIsRestoredAsDefined(TestProduct product) {
		Retyped[] retyped = switch (product) {
			case POSTGRESQL -> new Retyped[] { new Retyped("timestamptz", "timestamp(6)"),
					new Retyped("timestamp", "timestamp(6) with time zone"), new Retyped("time", "time(3)"),
					new Retyped("numeric", "numeric(12,2)"), new Retyped("varchar", "varchar(40)"),
					new Retyped("bpchar", "varchar(3)"), new Retyped("char(3)", "text"),
					new Retyped("int[]", "bigint[]"), new Retyped("interval day to second(3)", "interval"),
					new Retyped("bit(3)", "bit varying(5)") };
			case H2 -> new Retyped[] { new Retyped("timestamp", "timestamp(3)"),
					new Retyped("timestamp with time zone", "timestamp(6)"), new Retyped("numeric(8)", "numeric(12,2)"),
					new Retyped("varchar", "varchar(40)"), new Retyped("time(6)", "time"),
					new Retyped("int array", "bigint array"), new Retyped("char(3)", "varchar(3)") };
			case HSQLDB ->
				new Retyped[] { new Retyped("timestamp", "timestamp(3)"), new Retyped("numeric(8)", "numeric(12,2)"),
						new Retyped("time", "time(3)"), new Retyped("char(3)", "varchar(3)") };
			case MYSQL,
					MARIADB ->
				new Retyped[] { new Retyped("int(5) unsigned zerofill", "bigint"),
						new Retyped("tinyint(2)", "smallint"), new Retyped("bigint(10)", "varchar(30)"),
						new Retyped("datetime", "datetime(6)"), new Retyped("decimal(8)", "decimal(12,2)"),
						new Retyped("char(3)", "varchar(3)"), new Retyped("year(4)", "int") };
			case SQLITE -> new Retyped[] { new Retyped("VARCHAR( 10 )", "varchar(40)"),
					new Retyped("Decimal (8, 2)", "numeric(12,2)"), new Retyped("INT", "bigint") };
			case SQLSERVER, ORACLE -> new Retyped[0];
		};
		try (TestDatabase database = product.create(); LawBench bench = new LawBench(database, Schema.EMPTY)) {
			String columns = String.join("",
					Arrays.stream(retyped)
						.map((column) -> ", " + column.name(retyped) + " " + column.current())
						.toList());
			database.execute("create table t (id bigint not null primary key" + columns + ")");
			bench.desire(desired(database, retyped));
			List<String> before = Oracle.of(database, Oracle.Ignore.CONSTRAINT_NAMES);
			bench.generate("retype");
			bench.upgrade();
			assertThat(bench.check().changes()).isEmpty();
			assertThat(Oracle.of(database, Oracle.Ignore.CONSTRAINT_NAMES)).isNotEqualTo(before);
			bench.downgrade("base");
			assertThat(Oracle.of(database, Oracle.Ignore.CONSTRAINT_NAMES)).isEqualTo(before);
		}
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "ORACLE", "SQLSERVER" })
	void droppedObjectIsRestoredAsDefined(TestProduct product) {
		boolean upper = product == TestProduct.H2 || product == TestProduct.HSQLDB;
		String[] redefinitions = redefinitions(product);
		try (TestDatabase database = product.create(); LawBench bench = new LawBench(database, Schema.EMPTY)) {
			bench.desire(full(upper, product));
			bench.generate("full");
			bench.upgrade();
			database.execute(redefinitions);
			List<String> before = Oracle.of(database, Oracle.Ignore.COLUMN_ORDER);
			bench.desire(bare(upper));
			bench.generate("bare");
			bench.upgrade();
			assertThat(bench.check().changes()).isEmpty();
			assertThat(Oracle.of(database, Oracle.Ignore.COLUMN_ORDER)).isNotEqualTo(before);
			bench.downgrade("-1");
			assertThat(Oracle.of(database, Oracle.Ignore.COLUMN_ORDER)).isEqualTo(before);
		}
	}

	private static String[] redefinitions(TestProduct product) {
		return switch (product) {
			case POSTGRESQL -> new String[] { "alter table part drop constraint fk_part_whole",
					"alter table part add constraint fk_part_whole foreign key (whole_id) references whole match full "
							+ "on delete cascade deferrable initially deferred not valid",
					"alter table part drop constraint ck_part_n",
					"alter table part add constraint ck_part_n check (n > 0 and n < 9) no inherit not valid",
					"alter table part drop constraint uk_part_code",
					"alter table part add constraint uk_part_code unique (code) include (n) deferrable",
					"drop index idx_part_code",
					"create index idx_part_code on part (code varchar_pattern_ops desc nulls last, n) include (whole_id) "
							+ "where n > 3",
					"drop sequence part_seq",
					"create sequence part_seq as integer increment 5 minvalue 5 cache 7 cycle",
					"alter table part alter column code set default upper('x'::text)",
					"alter table part drop constraint pk_part",
					"alter table part add constraint pk_part primary key (id) include (n) deferrable" };
			case H2 -> new String[] { "drop index idx_part_code",
					"create index idx_part_code on part (code desc nulls last, n nulls first)",
					"drop sequence part_seq",
					"create sequence part_seq increment by 5 minvalue 5 maxvalue 5000 cycle cache 7",
					"alter table part alter column code set default upper('x')" };
			case HSQLDB -> new String[] { "alter table part alter column code set default user" };
			case MYSQL, MARIADB -> new String[] { "drop index idx_part_code on part",
					"create index idx_part_code on part (code(3), n)", "alter table part alter column n set default 7",
					"alter table part modify code varchar(20) character set latin1 default 'x' comment 'it''s'" };
			case SQLITE -> new String[] { "drop index idx_part_code",
					"create index idx_part_code on part (code collate nocase desc, n) where n > 3" };
			case SQLSERVER, ORACLE -> new String[0];
		};
	}

	private static Schema full(boolean upper, TestProduct product) {
		Table whole = table("whole", upper, "id");
		List<Column> columns = new ArrayList<>(table("part", upper, "id", "whole_id", "n").columns());
		columns.add(Column.of(stored("code", upper), "varchar(20)", true));
		Table part = table("part", upper, "id").withColumns(columns)
			.withUniqueKeys(List.of(new UniqueKey(stored("uk_part_code", upper), List.of(stored("code", upper)))))
			.withIndexes(List.of(Index.on(stored("idx_part_code", upper), stored("n", upper), stored("code", upper))))
			.withChecks(List.of(new Check(stored("ck_part_n", upper), new Expression("n > 0"))))
			.withForeignKeys(List.of(ForeignKey.of(stored("fk_part_whole", upper), List.of(stored("whole_id", upper)),
					whole.name(), List.of(stored("id", upper)))));
		Sequence sequence = new Sequence(QualifiedName.of(stored("part_seq", upper)), 1, 50);
		boolean withSequence = product == TestProduct.POSTGRESQL || product == TestProduct.H2;
		return Schema.EMPTY.withTables(List.of(part, whole))
			.withSequences(withSequence ? List.of(sequence) : List.of());
	}

	private static Schema bare(boolean upper) {
		Table part = table("part", upper, "id");
		return Schema.EMPTY.withTables(List.of(part.withPrimaryKey(null), table("whole", upper, "id")));
	}

	private static Table table(String name, boolean upper, String... columns) {
		return Table
			.of(QualifiedName.of(stored(name, upper)),
					Arrays.stream(columns).map((column) -> Column.of(stored(column, upper), "bigint", false)).toList())
			.withPrimaryKey(new PrimaryKey(stored("pk_" + name, upper), List.of(stored("id", upper))));
	}

	private static Schema desired(TestDatabase database, Retyped[] retyped) {
		boolean upper = database.product() == TestProduct.H2 || database.product() == TestProduct.HSQLDB;
		List<Column> columns = Arrays.stream(retyped)
			.map((column) -> Column.of(stored(column.name(retyped), upper), column.desired(), true))
			.toList();
		Table table = Table.of(QualifiedName.of(stored("t", upper)), columns)
			.withPrimaryKey(new PrimaryKey("", List.of(stored("id", upper))));
		List<Column> all = new ArrayList<>(columns);
		all.add(0, Column.of(stored("id", upper), "bigint", false));
		return Schema.EMPTY.withTables(List.of(table.withColumns(all)));
	}

	private static String stored(String name, boolean upper) {
		return upper ? name.toUpperCase(Locale.ROOT) : name;
	}

	/**
	 * A column that changes its type.
	 *
	 * @param current the type in the database
	 * @param desired the type of the entity
	 */
	private record Retyped(String current, String desired) {

		String name(Retyped[] all) {
			return "c" + Arrays.asList(all).indexOf(this);
		}

	}

}
