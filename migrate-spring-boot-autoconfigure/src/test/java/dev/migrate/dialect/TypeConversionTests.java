package dev.migrate.dialect;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.migrate.change.AlterColumn;
import dev.migrate.change.AlterColumn.Aspect;
import dev.migrate.change.Change;
import dev.migrate.change.Conversion;
import dev.migrate.dialect.registry.Dialects;
import dev.migrate.schema.Column;
import dev.migrate.schema.Expression;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SqlType;
import dev.migrate.schema.Table;
import dev.migrate.testing.EssentialProducts;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the predictions of the dialects about changes of types, with actual values on
 * the products, for each pair of types.
 */
class TypeConversionTests {

	private static final Set<String> NORMALIZED_TEXTS = Set.of("interval", "cidr", "INTERVAL DAY TO SECOND");

	private final List<String> wrong = new ArrayList<>();

	@ParameterizedTest
	@EssentialProducts
	void predictedConversionOfEachPairOfTypesHolds(TestProduct product) throws SQLException {
		try (TestDatabase database = product.create();
				Connection connection = database.connect();
				Statement statement = connection.createStatement()) {
			// With daylight saving time, a local time may not exist or be ambiguous.
			statement.execute("set time zone 'Europe/Berlin'");
			Trial trial = new Trial(product, statement);
			Map<SqlType, List<String>> types = types(product, trial);
			Map<Conversion, Integer> counts = new EnumMap<>(Conversion.class);
			for (SqlType from : types.keySet()) {
				for (SqlType to : types.keySet()) {
					if (!from.equals(to)) {
						Conversion predicted = trial.dialect.between(from, to);
						counts.merge(predicted, 1, Integer::sum);
						check(from + " -> " + to + ", " + predicted, predicted,
								trial.outcomes(from, to, types.get(from)));
					}
				}
			}
			assertThat(this.wrong).isEmpty();
			assertThat(counts).containsOnlyKeys(Conversion.values());
		}
	}

	private void check(String pair, Conversion predicted, Map<String, Outcome> outcomes) {
		outcomes.forEach((value, outcome) -> {
			boolean fits = switch (predicted) {
				case KEEPS_VALUES -> outcome == Outcome.KEPT;
				case MAY_FAIL -> outcome != Outcome.LOST;
				case NONE -> outcome == Outcome.FAILED || value.isEmpty() || pair.contains("JSON")
						|| pair.contains("ENUM") || pair.contains("ARRAY");
				case DEPENDS_ON_ZONE, LOSES_DATA -> true;
			};
			// The type of a column without values can always be changed.
			if (!fits || (value.isEmpty() && outcome == Outcome.FAILED)) {
				this.wrong.add(pair + ": " + value + " is " + outcome);
			}
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					varchar(20) | integer          | '7'::character varying | 7
					integer     | varchar(20)      | 7                      | '7'::character varying
					varchar(20) | boolean          | 'true'::character varying | true
					integer     | boolean          | 0                      | false
					numeric(10,2) | numeric(12,4)  | 1.50                   | 1.50
					text        | uuid             | '5cfb4bd8-7ad6-4b0e-b2ff-3b4d4a4a7b3e'::text | '5cfb4bd8-7ad6-4b0e-b2ff-3b4d4a4a7b3e'::uuid
					text        | timestamp(6) with time zone | '2024-01-01 00:00:00+00'::text | '2024-01-01 00:00:00+00'::timestamp with time zone
					bigint      | numeric(10,2)    | '-1'::integer          | '-1'::integer
					timestamp(6) without time zone | date | CURRENT_TIMESTAMP | current_timestamp
					""")
	void defaultIsConvertedWithItsTypeAndBack(String from, String to, String before, String after) throws SQLException {
		try (TestDatabase database = TestProduct.POSTGRESQL.create();
				Connection connection = database.connect();
				Statement statement = connection.createStatement()) {
			Trial trial = new Trial(TestProduct.POSTGRESQL, statement);
			statement.execute("create table t (v " + from + " default " + before + ")");
			String printed = trial.defaultValue();
			Change change = trial.change(new SqlType(from), new SqlType(to), new Expression(printed));
			trial.apply(change);
			assertThat(trial.defaultValue()).isEqualTo(after);
			trial.apply(change.reverse());
			assertThat(trial.defaultValue()).isEqualTo(printed);
		}
	}

	private static Map<SqlType, List<String>> types(TestProduct product, Trial trial) {
		List<String> texts = List.of("'abc'", "'12'", "'1.234'", "'16777217'", "'2024-01-01'",
				"'2024-01-01 10:11:12.123456'", "'10:11:12.123456'", "'true'", "'5cfb4bd8-7ad6-4b0e-b2ff-3b4d4a4a7b3e'",
				"'" + "x".repeat(40) + "'");
		Map<String, List<String>> types = new LinkedHashMap<>();
		types.put("smallint", List.of("0", "1", "32767", "-32768"));
		types.put("integer", List.of("0", "1", "2147483647", "-2147483648"));
		types.put("bigint", List.of("0", "1", "9223372036854775807", "-9223372036854775808"));
		types.put("real", List.of("0", "1", "1.5", "3.4e38"));
		types.put("double precision", List.of("0", "1", "1.5", "0.1", "1.7976931348623157e308"));
		types.put("numeric(10,2)", List.of("0", "1", "12345678.91", "-0.5"));
		types.put("numeric(12,4)", List.of("0", "1", "12345678.9123", "1.2345"));
		types.put("numeric(38,0)", List.of("0", "1", "99999999999999999999999999999999999999"));
		types.put("boolean", List.of("true", "false"));
		types.put("varchar(20)", List.of("'abc'", "'12'", "'true'", "'1.234'"));
		types.put("varchar(255)", texts);
		types.put("char(5)", List.of("'abcde'", "'12345'"));
		types.put("date", List.of("date '2024-01-01'", "date '2024-03-31'", "date '0001-01-01'"));
		types.put("time(6)", List.of("time '10:11:12.123456'", "time '00:00:00'"));
		types.put("time(0)", List.of("time '10:11:12'"));
		types.put("time(6) with time zone", List.of("time with time zone '10:11:12.123456+05:00'"));
		types.put("timestamp(6)", List.of("timestamp '2024-01-01 10:11:12.123456'", "timestamp '2024-03-31 02:30:00'",
				"timestamp '2024-01-01 00:00:00'"));
		types.put("timestamp(3)", List.of("timestamp '2024-01-01 10:11:12.123'", "timestamp '2024-03-31 02:30:00'"));
		types.put("timestamp(6) with time zone",
				List.of("timestamp with time zone '2024-01-01 10:11:12.123456+00'",
						"timestamp with time zone '2024-10-27 00:30:00+00'",
						"timestamp with time zone '2024-10-27 01:30:00+00'"));
		types.put("uuid", List.of("'5cfb4bd8-7ad6-4b0e-b2ff-3b4d4a4a7b3e'"));
		switch (product) {
			case POSTGRESQL -> {
				types.put("text", texts);
				types.put("bytea", List.of("'\\x616263'", "'\\xff00'", "'\\x31'"));
				types.put("oid", List.of("lo_from_bytea(0, '\\x616263')", "lo_from_bytea(0, '\\x')"));
				types.put("json", List.of("'{\"a\": 1}'", "'1'", "'true'"));
				types.put("jsonb", List.of("'{\"a\": 1}'", "'1'", "'true'"));
				types.put("inet", List.of("'10.0.0.1'", "'10.0.0.1/24'"));
				types.put("cidr", List.of("'10.0.0.0/8'"));
				types.put("interval", List.of("interval '1 day 2 hours'", "interval '3 hours'"));
				types.put("xml", List.of("'<a/>'"));
				types.put("status", List.of("'A'", "'true'", "'12'"));
				types.put("integer[]", List.of("array[1,2]", "array[]::integer[]"));
				types.put("bigint[]", List.of("array[1,9223372036854775807]"));
				types.put("boolean[]", List.of("array[true,false]"));
				types.put("varchar(255)[]", List.of("array['1','2']", "array['a,b']"));
				types.put("varchar(2)[]", List.of("array['1','2']"));
				types.put("numeric(10,2)[]", List.of("array[1.25]"));
			}
			case H2 -> {
				types.put("clob", texts);
				types.put("tinyint", List.of("0", "1", "-128"));
				types.put("varbinary(255)", List.of("X'616263'", "X'ff00'", "X'31'"));
				types.put("blob", List.of("X'616263'", "X'ff00'", "X'31'"));
				types.put("enum('A','true','12')", List.of("'A'", "'true'", "'12'"));
				types.put("enum('B','12','A')", List.of("'A'", "'B'", "'12'"));
				types.put("json", List.of("json '{\"a\":1}'", "json '1'", "json 'true'"));
				types.put("integer array", List.of("array[1,2]"));
				types.put("bigint array", List.of("array[1,9223372036854775807]"));
				types.put("varchar(255) array", List.of("array['1','2']", "array['a,b']"));
				types.put("interval day to second", List.of("interval '1 02:00:00' day to second"));
			}
			default -> throw new IllegalArgumentException("No types of " + product);
		}
		Map<SqlType, List<String>> canonical = new LinkedHashMap<>();
		types.forEach((type, values) -> canonical.put(trial.canonical(type), values));
		return canonical;
	}

	private enum Outcome {

		/**
		 * The value can be restored.
		 */
		KEPT,

		/**
		 * The change was applied, and the value differs.
		 */
		LOST,

		/**
		 * The change failed.
		 */
		FAILED

	}

	/**
	 * Changes the type of a column and changes it back, with one value after the other.
	 */
	private static final class Trial {

		private final boolean transactional;

		private final Statement statement;

		private final Dialect dialect;

		Trial(TestProduct product, Statement statement) throws SQLException {
			this.transactional = product == TestProduct.POSTGRESQL;
			this.statement = statement;
			this.dialect = Dialects.all()
				.stream()
				.filter((candidate) -> candidate.name().equalsIgnoreCase(product.name()))
				.findFirst()
				.orElseThrow();
			if (this.transactional) {
				statement.execute("create type status as enum ('A', 'true', '12')");
			}
		}

		SqlType canonical(String type) {
			Table table = Table.of(QualifiedName.of("t"), List.of(Column.of("v", type, true)));
			return this.dialect.canonical(Schema.EMPTY.withTables(List.of(table)), new SchemaScope("public", Set.of()))
				.tables()
				.get(0)
				.columns()
				.get(0)
				.type();
		}

		Change change(SqlType from, SqlType to, Expression defaultValue) {
			Column column = new Column(name("v"), from, true, defaultValue, null, null, null, null);
			return new AlterColumn(QualifiedName.of(name("t")), Aspect.TYPE, column, column.withType(to));
		}

		void apply(Change change) throws SQLException {
			for (String sql : this.dialect.statements(change)) {
				this.statement.execute(sql);
			}
		}

		String defaultValue() throws SQLException {
			return read("select pg_get_expr(adbin, adrelid) from pg_attrdef where adrelid = 't'::regclass");
		}

		Map<String, Outcome> outcomes(SqlType from, SqlType to, List<String> values) throws SQLException {
			Map<String, Outcome> outcomes = new LinkedHashMap<>();
			outcomes.put("", outcome(from, to, ""));
			for (String value : values) {
				outcomes.put(value, outcome(from, to, value));
			}
			return outcomes;
		}

		private Outcome outcome(SqlType from, SqlType to, String value) throws SQLException {
			Change change = change(from, to, Expression.NONE);
			begin();
			try {
				this.statement.execute("create table t (v " + from + ")");
				if (!value.isEmpty()) {
					this.statement.execute("insert into t values (" + value + ")");
				}
				String before = value(from);
				try {
					apply(change);
				}
				catch (SQLException ex) {
					return Outcome.FAILED;
				}
				String between = value(to);
				if (between.equals(before) || NORMALIZED_TEXTS.contains(to.text())) {
					return Outcome.KEPT;
				}
				try {
					apply(change.reverse());
				}
				catch (SQLException ex) {
					return Outcome.KEPT;
				}
				return value(from).equals(before) ? Outcome.KEPT : Outcome.LOST;
			}
			finally {
				end();
			}
		}

		private void begin() throws SQLException {
			if (this.transactional) {
				this.statement.execute("begin");
			}
		}

		private void end() throws SQLException {
			this.statement.execute(this.transactional ? "rollback" : "drop table t");
		}

		private String value(SqlType type) throws SQLException {
			String column = switch (type.text()) {
				case "oid" -> "lo_get(v)";
				case "BINARY LARGE OBJECT" -> "rawtohex(cast(v as varbinary))";
				case "BINARY VARYING(255)" -> "rawtohex(v)";
				default -> "v";
			};
			return read("select cast(" + column + " as " + (this.transactional ? "text" : "varchar") + ") from t");
		}

		private String read(String query) throws SQLException {
			try (ResultSet rows = this.statement.executeQuery(query)) {
				return rows.next() ? String.valueOf(rows.getString(1)).stripTrailing().toLowerCase(Locale.ROOT) : "";
			}
		}

		private String name(String name) {
			return this.transactional ? name : name.toUpperCase(Locale.ROOT);
		}

	}

}
