package dev.migrate.laws;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import dev.migrate.schema.Column;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
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
class PutBackTests {

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
