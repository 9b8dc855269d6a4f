package dev.migrate.laws.rows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.migrate.schema.Column;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.Schema;
import dev.migrate.testing.TestProduct;

/**
 * The values of the columns of a product, as SQL.
 */
final class ColumnValues {

	private static final Pattern ARGUMENTS = Pattern.compile("\\(([^()]*)\\)");

	private static final Pattern MEMBER = Pattern.compile("['\"](?:\\$\\.)?(\\w+)['\"]");

	private static final Pattern VALUE = Pattern.compile("'((?:[^']|'')*)'");

	private static final Map<String, String> GREATEST = Map.ofEntries(Map.entry("tinyint", "127"),
			Map.entry("smallint", "32767"), Map.entry("mediumint", "8388607"), Map.entry("integer", "2147483647"),
			Map.entry("int", "2147483647"), Map.entry("bigint", "9223372036854775807"));

	private final TestProduct product;

	private final Schema schema;

	/**
	 * Create the values for a database.
	 * @param product the product
	 * @param schema the schema of the database, for its enumerated types
	 */
	ColumnValues(TestProduct product, Schema schema) {
		this.product = product;
		this.schema = schema;
	}

	/**
	 * Return an ordinary value.
	 * @param column the column
	 * @param row the number of the row, from 0; the values of two rows differ, unless the
	 * type has too few of them
	 * @return the value as SQL
	 * @throws IllegalArgumentException if the type is not known
	 */
	String ordinary(Column column, int row) {
		List<String> values = values(column);
		if (!values.isEmpty()) {
			// A mutation may have added a value at the end.
			return values.get(row % Math.min(values.size(), 2));
		}
		String type = type(column);
		return isArray(type) ? array(type, row) : scalar(type, row);
	}

	/**
	 * Return an ordinary value that can be converted to another type.
	 * @param column the column
	 * @param other the column with the other type
	 * @param row the number of the row
	 * @return the value as SQL
	 */
	String convertible(Column column, Column other, int row) {
		if (GREATEST.containsKey(word(type(column))) && type(other).matches("bool.*|bit.*|tinyint\\(1\\)")) {
			return String.valueOf(row % 2);
		}
		if (!isText(type(column)) || !values(column).isEmpty() || isText(type(other))) {
			return ordinary(column, row);
		}
		String value = ordinary(other, row);
		int quote = value.indexOf('\'');
		return (quote < 0) ? "'" + value + "'" : value.substring(quote);
	}

	/**
	 * Return the greatest or longest value that a type holds.
	 * @param column the column
	 * @return the value as SQL
	 */
	String greatest(Column column) {
		String type = type(column);
		List<String> values = values(column);
		if (isArray(type) || !values.isEmpty()) {
			return values.isEmpty() ? ordinary(column, Style.EXTREME.rows()) : values.get(values.size() - 1);
		}
		if (isText(type)) {
			return "'" + "z".repeat(Math.min(length(type, 500), 500)) + "'";
		}
		if (isDecimal(type)) {
			int[] digits = digits(type);
			return "9".repeat(digits[0] - digits[1]) + ((digits[1] > 0) ? "." + "9".repeat(digits[1]) : "");
		}
		if (type.startsWith("timestamp") || type.startsWith("datetime")) {
			return timestamp(type, "2024-12-31 23:59:59." + "987654".substring(0, Math.min(fraction(type), 6)));
		}
		return GREATEST.getOrDefault(word(type), ordinary(column, Style.EXTREME.rows()));
	}

	/**
	 * Return the smallest or shortest value that a type holds.
	 * @param column the column
	 * @return the value as SQL
	 */
	String smallest(Column column) {
		String type = type(column);
		if (isArray(type) || !values(column).isEmpty()) {
			return ordinary(column, 0);
		}
		if (isText(type)) {
			return "''";
		}
		if (isDecimal(type) || (GREATEST.containsKey(word(type)) && !type.contains("unsigned"))) {
			return "-1";
		}
		return ordinary(column, 0);
	}

	private String scalar(String type, int row) {
		int number = row + 1;
		if (isText(type)) {
			String text = "row " + number;
			int length = length(type, text.length());
			return "'" + ((length < text.length()) ? text.substring(text.length() - length) : text) + "'";
		}
		if (isDecimal(type)) {
			int[] digits = digits(type);
			return (digits[0] > digits[1]) ? String.valueOf(number) : "0." + "0".repeat(digits[1] - 1) + number;
		}
		return switch (word(type)) {
			case "tinyint", "smallint", "mediumint", "integer", "int", "bigint", "serial", "bigserial", "smallserial",
					"oid", "rowid" ->
				type.startsWith("tinyint(1)") ? String.valueOf(row % 2) : String.valueOf(number);
			case "year" -> String.valueOf(2000 + number);
			case "real", "float", "float4", "float8", "double", "decfloat", "binary_double", "binary_float" ->
				number + ".5";
			case "money", "smallmoney" -> String.valueOf(number);
			case "boolean", "bool" -> (row % 2 == 0) ? "true" : "false";
			case "bit" -> bits(type, row);
			case "date" -> literal("date", "2024-01-0" + number);
			case "time", "timetz" -> literal("time", "10:00:0" + number
					+ ((type.contains("with time zone") || type.startsWith("timetz")) ? "+00:00" : ""));
			case "timestamp", "timestamptz", "datetime", "datetime2", "datetimeoffset", "smalldatetime" ->
				timestamp(type, "2024-01-0" + number + " 10:00:00");
			case "uuid", "uniqueidentifier" -> "'00000000-0000-0000-0000-00000000000" + number + "'";
			case "binary", "varbinary", "blob", "tinyblob", "mediumblob", "longblob", "bytea", "raw", "longvarbinary" ->
				binary(type, number);
			case "json", "jsonb" ->
				(this.product == TestProduct.H2) ? "json '{\"a\": " + number + "}'" : "'{\"a\": " + number + "}'";
			case "interval" -> interval(type, number);
			case "inet", "cidr", "inet4" -> "'10.0.0." + number + "'";
			case "inet6" -> "'::" + number + "'";
			case "macaddr" -> "'08:00:2b:01:02:0" + number + "'";
			case "xml" -> "'<a>" + number + "</a>'";
			case "tsvector" -> "'a" + number + "'";
			case "point" -> (this.product == TestProduct.POSTGRESQL) ? "'(" + number + ",1)'" : point(number);
			case "geometry" -> point(number);
			case "int4range", "int8range", "numrange" -> "'[1," + (number + 1) + "]'";
			case "daterange" -> "'[2024-01-01,2024-02-0" + number + "]'";
			case "tsrange", "tstzrange" -> "'[2024-01-01 10:00,2024-02-0" + number + " 10:00]'";
			default -> throw new IllegalArgumentException("No value for the type " + type + " of " + this.product);
		};
	}

	private String point(int number) {
		return switch (this.product) {
			case MYSQL, MARIADB -> "st_geomfromtext('POINT(" + number + " 1)')";
			default -> "'POINT(" + number + " 1)'";
		};
	}

	private String timestamp(String type, String text) {
		boolean zoned = type.contains("with time zone") || type.contains("tz") || type.startsWith("datetimeoffset");
		return literal("timestamp", text + (zoned ? "+00:00" : ""));
	}

	private String literal(String keyword, String text) {
		return switch (this.product) {
			case SQLITE, SQLSERVER, POSTGRESQL, MYSQL, MARIADB -> "'" + text + "'";
			default -> keyword + " '" + text + "'";
		};
	}

	private String bits(String type, int row) {
		if (this.product == TestProduct.MYSQL || this.product == TestProduct.MARIADB) {
			return "b'" + (row % 2) + "'";
		}
		if (this.product == TestProduct.SQLSERVER) {
			return String.valueOf(row % 2);
		}
		int length = type.contains("varying") ? 1 : length(type, 1);
		return "B'" + "0".repeat(length - 1) + (row % 2) + "'";
	}

	private String binary(String type, int number) {
		return switch (this.product) {
			case POSTGRESQL -> "'\\x0" + number + "'";
			case SQLSERVER -> "0x0" + number;
			case ORACLE -> "hextoraw('0" + number + "')";
			default -> "X'" + "00".repeat(type.matches("binary\\(.*") ? length(type, 1) - 1 : 0) + "0" + number + "'";
		};
	}

	private String interval(String type, int number) {
		if (this.product == TestProduct.POSTGRESQL) {
			return "'00:00:0" + number + "'";
		}
		String fields = type.substring("interval".length()).strip().replaceAll("\\([^)]*\\)", "");
		String value = fields.startsWith("day to second") ? number + " 00:00:00"
				: fields.startsWith("year to month") ? number + "-1" : String.valueOf(number);
		return "interval '" + value + "' " + fields;
	}

	private String array(String type, int row) {
		String element = type.replaceFirst("(?: array(?:\\[\\d*])?|\\[\\d*])$", "");
		if (this.product == TestProduct.POSTGRESQL) {
			String value = scalarOrValue(element, row).replaceAll("^'|'$", "");
			return "'{" + (value.isEmpty() ? "" : "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
					+ "}'";
		}
		return "array[" + scalarOrValue(element, row) + "]";
	}

	private String scalarOrValue(String element, int row) {
		List<String> values = values(element);
		return values.isEmpty() ? scalar(element, row) : values.get(row % values.size());
	}

	private List<String> values(Column column) {
		String type = column.type().text();
		if (type.regionMatches(true, 0, "enum", 0, 4) || type.regionMatches(true, 0, "set", 0, 3)) {
			return VALUE.matcher(type).results().map(MatchResult::group).toList();
		}
		return values(type(column));
	}

	/**
	 * Return the values of an enumerated type.
	 * @param type the type in lower case
	 * @return the values as SQL; empty for every other type
	 */
	private List<String> values(String type) {
		for (EnumType candidate : this.schema.enumTypes()) {
			String name = candidate.name().name().toLowerCase(Locale.ROOT);
			if (type.equals(name) || type.endsWith("." + name) || type.replace("\"", "").endsWith(name)) {
				return candidate.values().stream().map((value) -> "'" + value.replace("'", "''") + "'").toList();
			}
		}
		return List.of();
	}

	private String type(Column column) {
		return column.type().text().toLowerCase(Locale.ROOT);
	}

	/**
	 * Return the values that a column can have because of its own type or the checks that
	 * mention it.
	 * @param column the column
	 * @param conditions the conditions of the checks
	 * @return the values as SQL, in the order of their likelihood
	 */
	List<String> ofConditions(Column column, List<String> conditions) {
		List<String> values = new ArrayList<>();
		if (type(column).startsWith("json")) {
			return List.of(object(conditions));
		}
		for (String condition : conditions) {
			Matcher texts = VALUE.matcher(condition);
			while (texts.find()) {
				values.add(texts.group());
			}
			Arrays.stream(VALUE.matcher(condition).replaceAll(" ").split("[^0-9.]+"))
				.filter((text) -> text.matches("\\d{1,18}"))
				.map(Long::valueOf)
				.forEach((number) -> values
					.addAll(List.of(number.toString(), String.valueOf(number + 1), String.valueOf(number - 1))));
		}
		return values.stream().distinct().toList();
	}

	private String object(List<String> conditions) {
		String members = conditions.stream()
			.flatMap((condition) -> MEMBER.matcher(condition).results().map((value) -> value.group(1)))
			.distinct()
			.map((name) -> "\"" + name + "\": \"1\"")
			.collect(Collectors.joining(", ", "{", "}"));
		return ((this.product == TestProduct.H2) ? "json " : "") + "'" + members + "'";
	}

	private static boolean isArray(String type) {
		return type.endsWith("]") || type.endsWith(" array");
	}

	private boolean isText(String type) {
		return type.contains("char") || type.contains("text") || type.contains("clob") || type.startsWith("citext")
				|| type.startsWith("\"char");
	}

	private static boolean isDecimal(String type) {
		return type.startsWith("numeric") || type.startsWith("decimal") || type.startsWith("number");
	}

	private static int[] digits(String type) {
		Matcher arguments = ARGUMENTS.matcher(type);
		if (!arguments.find()) {
			return new int[] { 9, 0 };
		}
		String[] digits = arguments.group(1).split(",");
		return new int[] { Integer.parseInt(digits[0].strip()),
				(digits.length > 1) ? Integer.parseInt(digits[1].strip()) : 0 };
	}

	private static int fraction(String type) {
		Matcher arguments = ARGUMENTS.matcher(type);
		return arguments.find() ? Integer.parseInt(arguments.group(1)) : 0;
	}

	private static int length(String type, int otherwise) {
		Matcher arguments = ARGUMENTS.matcher(type);
		if (arguments.find() && arguments.group(1).matches("\\d+.*")) {
			return (int) Math.min(Long.parseLong(arguments.group(1).replaceAll("\\D.*", "")), Integer.MAX_VALUE);
		}
		return type.matches("(char|character|nchar|bpchar|bit|binary)") ? 1 : otherwise;
	}

	private static String word(String type) {
		return type.split("[^a-z0-9_]", 2)[0];
	}

}
