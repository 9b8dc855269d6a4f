package dev.migrate.dialect.h2;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.migrate.change.Conversion;
import dev.migrate.dialect.TypeRange;
import dev.migrate.dialect.TypeRange.Kind;
import dev.migrate.dialect.TypeText;
import dev.migrate.schema.Column;
import dev.migrate.schema.Identity;
import dev.migrate.schema.SqlType;

/**
 * The types of H2: their canonical text, which is that of {@code DATA_TYPE_SQL} with
 * explicit defaults, and their conversions.
 */
final class H2Types {

	private static final Map<String, String> NAMES = new HashMap<>();
	static {
		alias("INTEGER", "int", "integer", "int4", "mediumint", "signed", "serial");
		alias("BIGINT", "bigint", "int8", "bigserial", "identity");
		alias("SMALLINT", "smallint", "int2");
		alias("BOOLEAN", "boolean", "bool", "bit");
		alias("NUMERIC", "numeric", "decimal", "dec", "number");
		alias("REAL", "real", "float4");
		alias("DOUBLE PRECISION", "double precision", "double", "float8");
		alias("CHARACTER", "character", "char", "nchar", "national char", "national character");
		alias("CHARACTER VARYING", "character varying", "char varying", "varchar", "varchar2", "nvarchar", "nvarchar2",
				"national char varying", "national character varying", "nchar varying", "varchar_casesensitive",
				"longvarchar", "text", "tinytext", "mediumtext", "longtext", "ntext");
		alias("CHARACTER LARGE OBJECT", "character large object", "char large object", "clob", "nclob",
				"nchar large object", "national character large object");
		alias("BINARY LARGE OBJECT", "binary large object", "blob", "tinyblob", "mediumblob", "longblob", "image");
		alias("BINARY VARYING", "binary varying", "varbinary", "bytea", "raw", "longvarbinary");
		alias("TIME", "time", "time without time zone");
		alias("TIMESTAMP", "timestamp", "timestamp without time zone", "datetime");
		alias("TIMESTAMP WITH TIME ZONE", "timestamp with time zone");
		alias("JAVA_OBJECT", "java_object", "object", "other");
	}

	private static final Set<String> SERIALS = Set.of("serial", "bigserial", "identity");

	private H2Types() {
	}

	/**
	 * Bring the type of a column into canonical form; a serial one is replaced by its
	 * meaning.
	 * @param column the column
	 * @return the column in canonical form
	 */
	static Column canonical(Column column) {
		String name = TypeText.parse(column.type().canonical()).map(TypeText::name).orElse("");
		Column typed = column.withType(canonical(column.type()));
		return (SERIALS.contains(name) && !typed.isNumbered()) ? typed.withIdentity(Identity.BY_DEFAULT) : typed;
	}

	/**
	 * Bring a type into canonical form.
	 * @param type the type
	 * @return the canonical form, which is idempotent
	 */
	static SqlType canonical(SqlType type) {
		return new SqlType(TypeText.parse(type.canonical())
			.map((parsed) -> normalize(parsed).text(", ") + parsed.dimensions()
				.stream()
				.map((length) -> length.isEmpty() ? " ARRAY" : " ARRAY[" + length + "]")
				.collect(Collectors.joining()))
			.orElseGet(() -> TypeText.upperCase(type.canonical())));
	}

	private static TypeText normalize(TypeText type) {
		String name = NAMES.getOrDefault(type.name(), TypeText.upperCase(type.name()));
		List<String> arguments = type.arguments();
		if (type.name().equals("number") && arguments.isEmpty()) {
			return new TypeText("DECFLOAT", List.of("40"), List.of());
		}
		return switch (name) {
			case "FLOAT" -> with((type.number(0, 53) <= 24) ? "REAL" : "DOUBLE PRECISION");
			case "NUMERIC" ->
				new TypeText(name, (arguments.size() == 1) ? List.of(arguments.get(0), "0") : arguments, List.of());
			case "CHARACTER", "BINARY" -> new TypeText(name, arguments.isEmpty() ? List.of("1") : arguments, List.of());
			case "CHARACTER VARYING", "BINARY VARYING", "VARCHAR_IGNORECASE" ->
				(type.number(0, (int) TypeRange.UNLIMITED) >= TypeRange.UNLIMITED) ? with(name)
						: new TypeText(name, arguments, List.of());
			case "TIMESTAMP", "TIMESTAMP WITH TIME ZONE" -> with(name, type.number(0, 6));
			case "TIME", "TIME WITH TIME ZONE" -> with(name, type.number(0, 0));
			case "SMALLDATETIME" -> with("TIMESTAMP", 0);
			case "INTEGER", "BIGINT", "SMALLINT", "TINYINT", "BOOLEAN", "REAL", "DOUBLE PRECISION" -> with(name);
			case "GEOMETRY" -> new TypeText(name,
					arguments.stream().map((argument) -> argument.toUpperCase(Locale.ROOT)).toList(), List.of());
			default -> new TypeText(name, arguments, List.of());
		};
	}

	private static TypeText with(String name) {
		return new TypeText(name, List.of(), List.of());
	}

	private static TypeText with(String name, int precision) {
		return new TypeText(name, List.of(String.valueOf(precision)), List.of());
	}

	/**
	 * Predict the conversion of values when a column changes its type.
	 * @param from the type now
	 * @param to the type afterwards
	 * @return the conversion
	 */
	static Conversion between(SqlType from, SqlType to) {
		return TypeText.conversion(canonical(from), canonical(to), H2Types::conversion);
	}

	private static Conversion conversion(TypeText one, TypeText other) {
		TypeText first = normalize(one);
		TypeText second = normalize(other);
		if (isMisunderstood(first, one.isArray(), second, other.isArray())) {
			return Conversion.NONE;
		}
		if (!fit(one.dimensions(), other.dimensions())) {
			return Conversion.MAY_FAIL;
		}
		if (first.name().equals("ENUM")) {
			return betweenValues(first.arguments(), second);
		}
		Kind kind = range(first).kind();
		Kind next = range(second).kind();
		return isCut(first, kind, next) ? Conversion.LOSES_DATA : range(first).to(range(second));
	}

	private static boolean isCut(TypeText from, Kind before, Kind after) {
		return switch (after) {
			// Bytes that are not a text become other characters.
			case TEXT -> before == Kind.BINARY;
			// Every number except zero is true, also as a text.
			case BOOLEAN -> before == Kind.TEXT;
			// A time of day gets the current date.
			case TIMESTAMP, TIMESTAMP_ZONED -> before == Kind.TIME || before == Kind.TIME_ZONED;
			case INTEGER, EXACT, APPROXIMATE -> from.name().startsWith("INTERVAL");
			default -> false;
		};
	}

	private static boolean isMisunderstood(TypeText from, boolean fromArray, TypeText to, boolean toArray) {
		if (from.name().equals("JSON") || to.name().equals("JSON")) {
			// A text becomes a document with a single text value, regardless of its
			// content.
			return !from.name().equals(to.name());
		}
		if (fromArray || toArray) {
			return fromArray != toArray;
		}
		// H2 counts the values of an enum from one, and JPA from zero.
		return (from.name().equals("ENUM") && isNumber(to)) || (to.name().equals("ENUM") && isNumber(from));
	}

	private static boolean isNumber(TypeText type) {
		Kind kind = range(type).kind();
		return kind == Kind.INTEGER || kind == Kind.EXACT || kind == Kind.APPROXIMATE;
	}

	private static boolean fit(List<String> dimensions, List<String> others) {
		return dimensions.size() == others.size() && IntStream.range(0, dimensions.size())
			.allMatch((i) -> length(dimensions.get(i)) <= length(others.get(i)));
	}

	private static int length(String dimension) {
		return dimension.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(dimension);
	}

	private static Conversion betweenValues(List<String> values, TypeText to) {
		int longest = values.stream().mapToInt((value) -> value.length() - 2).max().orElse(0);
		boolean fits = to.name().equals("ENUM") ? new HashSet<>(to.arguments()).containsAll(values)
				: range(to).kind() == Kind.TEXT && longest <= range(to).size();
		return fits ? Conversion.KEEPS_VALUES : Conversion.MAY_FAIL;
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
		int length = type.number(0, (int) TypeRange.UNLIMITED);
		return switch (type.name()) {
			case "BOOLEAN" -> TypeRange.of(Kind.BOOLEAN, 1);
			case "TINYINT" -> TypeRange.of(Kind.INTEGER, 3);
			case "SMALLINT" -> TypeRange.of(Kind.INTEGER, 5);
			case "INTEGER" -> TypeRange.of(Kind.INTEGER, 10);
			case "BIGINT" -> TypeRange.of(Kind.INTEGER, 19);
			case "REAL" -> TypeRange.of(Kind.APPROXIMATE, 6);
			case "DOUBLE PRECISION" -> TypeRange.of(Kind.APPROXIMATE, 15);
			case "DECFLOAT" -> new TypeRange(Kind.EXACT, TypeRange.UNLIMITED, TypeRange.UNLIMITED);
			case "NUMERIC" -> type.arguments().isEmpty() ? TypeRange.of(Kind.EXACT, TypeRange.UNLIMITED)
					: new TypeRange(Kind.EXACT, type.number(0, 0) - type.number(1, 0), type.number(1, 0));
			case "CHARACTER", "CHARACTER VARYING", "CHARACTER LARGE OBJECT", "VARCHAR_IGNORECASE" ->
				TypeRange.of(Kind.TEXT, length);
			case "BINARY", "BINARY VARYING", "BINARY LARGE OBJECT" -> TypeRange.of(Kind.BINARY, length);
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
