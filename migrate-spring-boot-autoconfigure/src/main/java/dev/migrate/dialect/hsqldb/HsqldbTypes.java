package dev.migrate.dialect.hsqldb;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.migrate.change.Conversion;
import dev.migrate.dialect.TypeRange;
import dev.migrate.dialect.TypeRange.Kind;
import dev.migrate.dialect.TypeText;
import dev.migrate.schema.Column;
import dev.migrate.schema.SqlType;
import org.jspecify.annotations.Nullable;

/**
 * The types of HSQLDB: their canonical text, which is that of the catalog with explicit
 * defaults, and their conversions.
 */
final class HsqldbTypes {

	private static final String DEFAULT_COLLATION = "SQL_TEXT";

	/**
	 * The collation of a case-insensitive type.
	 */
	private static final String IGNORING_CASE = "SQL_TEXT_UCC";

	// The default lengths, cardinalities and precisions.

	private static final int DEFAULT_VARIABLE = 32 * 1024;

	private static final int DEFAULT_LONG = 16 * 1024 * 1024;

	private static final long DEFAULT_LARGE = 1024L * 1024 * 1024;

	private static final int DEFAULT_CARDINALITY = 1024 * 1024;

	private static final int DEFAULT_PRECISION = 128;

	private static final Map<String, String> NAMES = new HashMap<>();
	static {
		alias("INTEGER", "int", "integer");
		alias("BIGINT", "bigint");
		alias("SMALLINT", "smallint");
		alias("TINYINT", "tinyint");
		alias("BOOLEAN", "boolean");
		alias("NUMERIC", "numeric", "decimal", "dec");
		alias("DOUBLE", "double", "double precision", "float", "real");
		alias("CHARACTER", "character", "char", "nchar", "national char", "national character");
		alias("VARCHAR", "varchar", "character varying", "char varying", "nvarchar", "national char varying",
				"national character varying", "nchar varying", "varchar_ignorecase");
		alias("LONGVARCHAR", "longvarchar");
		alias("LONGVARBINARY", "longvarbinary");
		alias("CLOB", "clob", "character large object", "char large object", "nclob", "nchar large object",
				"national character large object");
		alias("BLOB", "blob", "binary large object");
		alias("VARBINARY", "varbinary", "binary varying");
		alias("BIT VARYING", "bit varying");
		alias("TIME", "time", "time without time zone");
		alias("TIME WITH TIME ZONE", "time with time zone");
		alias("TIMESTAMP", "timestamp", "timestamp without time zone", "datetime");
		alias("TIMESTAMP WITH TIME ZONE", "timestamp with time zone");
		alias("OTHER", "other", "object", "java_object");
	}

	private HsqldbTypes() {
	}

	/**
	 * Bring the type of a column into canonical form; one that implies a collation gets
	 * it.
	 * @param column the column
	 * @return the column in canonical form
	 */
	static Column canonical(Column column) {
		String name = TypeText.parse(column.type().canonical()).map(TypeText::name).orElse("");
		Column typed = column.withType(canonical(column.type()));
		String collation = (name.equals("varchar_ignorecase") && typed.collation() == null) ? IGNORING_CASE
				: typed.collation();
		return typed.withCollation(collation(collation));
	}

	/**
	 * Bring a type into canonical form.
	 * @param type the type
	 * @return the canonical form, which is idempotent
	 */
	static SqlType canonical(SqlType type) {
		String upper = TypeText.upperCase(type.canonical());
		if (upper.startsWith("INTERVAL ")) {
			return new SqlType(interval(upper));
		}
		return new SqlType(TypeText.parse(type.canonical())
			.map((parsed) -> normalize(parsed).text(",")
					+ parsed.dimensions().stream().map(HsqldbTypes::dimension).collect(Collectors.joining()))
			.orElse(upper));
	}

	private static @Nullable String collation(@Nullable String name) {
		if (name == null || !name.toUpperCase(Locale.ROOT).startsWith(DEFAULT_COLLATION)) {
			return name;
		}
		String folded = name.toUpperCase(Locale.ROOT);
		return folded.equals(DEFAULT_COLLATION) ? "" : folded;
	}

	private static String interval(String text) {
		// Two digits before the point and six after it are the default.
		return text.replaceAll("\\s*([(,)])\\s*", "$1")
			.replaceAll("\\)(?=\\w)", ") ")
			.replaceFirst("TO SECOND\\(6\\)", "TO SECOND")
			.replaceFirst("(?<!TO )SECOND\\((\\d+),6\\)", "SECOND($1)")
			.replaceFirst("(?<!TO )(YEAR|MONTH|DAY|HOUR|MINUTE|SECOND)\\(2\\)", "$1");
	}

	private static String dimension(String length) {
		return (size(length) == DEFAULT_CARDINALITY) ? " ARRAY" : " ARRAY[" + length + "]";
	}

	private static TypeText normalize(TypeText type) {
		String name = NAMES.getOrDefault(type.name(), TypeText.upperCase(type.name()));
		List<String> arguments = type.arguments();
		return switch (name) {
			case "INTEGER", "BIGINT", "SMALLINT", "TINYINT", "BOOLEAN", "DOUBLE", "DATE", "UUID" ->
				new TypeText(name, List.of(), List.of());
			case "NUMERIC" -> new TypeText(name,
					List.of(String.valueOf(type.number(0, DEFAULT_PRECISION)), String.valueOf(type.number(1, 0))),
					List.of());
			case "CHARACTER", "BINARY", "BIT", "BIT VARYING" -> with(name, length(arguments, 1));
			case "VARCHAR", "VARBINARY" -> with(name, length(arguments, DEFAULT_VARIABLE));
			case "LONGVARCHAR" -> with("VARCHAR", length(arguments, DEFAULT_LONG));
			case "LONGVARBINARY" -> with("VARBINARY", length(arguments, DEFAULT_LONG));
			case "CLOB", "BLOB" -> {
				long length = length(arguments, DEFAULT_LARGE);
				yield (length == DEFAULT_LARGE) ? new TypeText(name, List.of(), List.of()) : with(name, length);
			}
			case "TIMESTAMP", "TIMESTAMP WITH TIME ZONE" -> with(name, type.number(0, 6));
			case "TIME", "TIME WITH TIME ZONE" -> with(name, type.number(0, 0));
			default -> new TypeText(name, arguments, List.of());
		};
	}

	private static long length(List<String> arguments, long absent) {
		if (arguments.isEmpty() || !arguments.get(0).matches("(?i)\\d{1,10}\\s*[KMG]?")) {
			return absent;
		}
		String digits = arguments.get(0).replaceAll("\\D", "");
		long unit = switch (Character.toUpperCase(arguments.get(0).charAt(arguments.get(0).length() - 1))) {
			case 'K' -> 1024;
			case 'M' -> 1024 * 1024;
			case 'G' -> 1024 * 1024 * 1024;
			default -> 1;
		};
		return Long.parseLong(digits) * unit;
	}

	private static TypeText with(String name, long argument) {
		return new TypeText(name, List.of(String.valueOf(argument)), List.of());
	}

	/**
	 * Predict the conversion of values when a column changes its type.
	 * @param from the type now
	 * @param to the type afterwards
	 * @return the conversion
	 */
	static Conversion between(SqlType from, SqlType to) {
		return TypeText.conversion(canonical(from), canonical(to), HsqldbTypes::conversion);
	}

	private static Conversion conversion(TypeText one, TypeText other) {
		if (!fit(one.dimensions(), other.dimensions())) {
			return Conversion.MAY_FAIL;
		}
		TypeRange before = range(normalize(one));
		TypeRange after = range(normalize(other));
		// The digits after the point of a text are dropped.
		return (before.kind() == Kind.TEXT && after.kind() == Kind.INTEGER) ? Conversion.LOSES_DATA : before.to(after);
	}

	private static boolean fit(List<String> dimensions, List<String> others) {
		return dimensions.size() == others.size() && IntStream.range(0, dimensions.size())
			.allMatch((i) -> size(dimensions.get(i)) <= size(others.get(i)));
	}

	private static int size(String dimension) {
		return dimension.isEmpty() ? DEFAULT_CARDINALITY : Integer.parseInt(dimension);
	}

	/**
	 * Return the range of the values of a type.
	 * @param type the type
	 * @return the range; empty for an array, or if it is not known
	 */
	static Optional<TypeRange> range(SqlType type) {
		return TypeText.parse(canonical(type).canonical())
			.filter((text) -> text.dimensions().isEmpty())
			.map((text) -> range(normalize(text)));
	}

	private static TypeRange range(TypeText type) {
		long length = length(type.arguments(), 0);
		return switch (type.name()) {
			case "BOOLEAN" -> TypeRange.of(Kind.BOOLEAN, 1);
			case "TINYINT" -> TypeRange.of(Kind.INTEGER, 3);
			case "SMALLINT" -> TypeRange.of(Kind.INTEGER, 5);
			case "INTEGER" -> TypeRange.of(Kind.INTEGER, 10);
			case "BIGINT" -> TypeRange.of(Kind.INTEGER, 19);
			case "DOUBLE" -> TypeRange.of(Kind.APPROXIMATE, 15);
			case "NUMERIC" -> new TypeRange(Kind.EXACT, type.number(0, 0) - type.number(1, 0), type.number(1, 0));
			case "CHARACTER", "VARCHAR" -> TypeRange.of(Kind.TEXT, length);
			case "CLOB" -> TypeRange.of(Kind.TEXT, length(type.arguments(), DEFAULT_LARGE));
			case "BINARY", "VARBINARY" -> TypeRange.of(Kind.BINARY, length);
			case "BLOB" -> TypeRange.of(Kind.BINARY, length(type.arguments(), DEFAULT_LARGE));
			case "DATE" -> TypeRange.of(Kind.DATE, 0);
			case "TIME" -> TypeRange.of(Kind.TIME, length);
			case "TIME WITH TIME ZONE" -> TypeRange.of(Kind.TIME_ZONED, length);
			case "TIMESTAMP" -> TypeRange.of(Kind.TIMESTAMP, length);
			case "TIMESTAMP WITH TIME ZONE" -> TypeRange.of(Kind.TIMESTAMP_ZONED, length);
			default -> TypeRange.of(Kind.OTHER, 0);
		};
	}

	private static void alias(String name, String... aliases) {
		for (String alias : aliases) {
			NAMES.put(alias, name);
		}
	}

}
