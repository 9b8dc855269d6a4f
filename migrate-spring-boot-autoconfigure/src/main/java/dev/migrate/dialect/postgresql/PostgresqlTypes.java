package dev.migrate.dialect.postgresql;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.migrate.change.Conversion;
import dev.migrate.dialect.TypeRange;
import dev.migrate.dialect.TypeRange.Kind;
import dev.migrate.dialect.TypeText;
import dev.migrate.dialect.postgresql.PostgresqlCasts.Family;
import dev.migrate.schema.Column;
import dev.migrate.schema.Identity;
import dev.migrate.schema.SqlType;

/**
 * The types of PostgreSQL: their canonical text, which is that of {@code format_type},
 * and their conversions.
 */
final class PostgresqlTypes {

	private static final Map<String, String> NAMES = Map.ofEntries(Map.entry("int", "integer"),
			Map.entry("int4", "integer"), Map.entry("serial", "integer"), Map.entry("serial4", "integer"),
			Map.entry("int8", "bigint"), Map.entry("bigserial", "bigint"), Map.entry("serial8", "bigint"),
			Map.entry("int2", "smallint"), Map.entry("smallserial", "smallint"), Map.entry("serial2", "smallint"),
			Map.entry("bool", "boolean"), Map.entry("float4", "real"), Map.entry("float8", "double precision"),
			Map.entry("decimal", "numeric"), Map.entry("dec", "numeric"), Map.entry("varchar", "character varying"),
			Map.entry("char varying", "character varying"), Map.entry("nchar varying", "character varying"),
			Map.entry("national character varying", "character varying"),
			Map.entry("national char varying", "character varying"), Map.entry("char", "character"),
			Map.entry("nchar", "character"), Map.entry("national character", "character"),
			Map.entry("national char", "character"), Map.entry("varbit", "bit varying"),
			Map.entry("timestamp", "timestamp without time zone"), Map.entry("timestamptz", "timestamp with time zone"),
			Map.entry("time", "time without time zone"), Map.entry("timetz", "time with time zone"));

	private static final Set<String> SERIALS = Set.of("serial", "serial2", "serial4", "serial8", "smallserial",
			"bigserial");

	private static final Set<String> TEXTS = Set.of("text", "character varying", "character", "bpchar", "name",
			"citext");

	private PostgresqlTypes() {
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
		return (SERIALS.contains(name) && !typed.isNumbered()) ? typed.withIdentity(Identity.of(Identity.Mode.SERIAL))
				: typed;
	}

	/**
	 * Bring a type into canonical form.
	 * @param type the type
	 * @return the canonical form, which is idempotent
	 */
	static SqlType canonical(SqlType type) {
		return new SqlType(TypeText.parse(type.canonical())
			.map((parsed) -> normalize(parsed.element()).text(",") + (parsed.isArray() ? "[]" : ""))
			.orElseGet(() -> TypeText.lowerCase(type.canonical())));
	}

	/**
	 * Return whether a type of a live column is a domain. Its text names the domain, and
	 * its canonical form is that of the base type.
	 * @param type the type, in canonical form
	 * @return {@code true} if the text has another meaning than the canonical form
	 */
	static boolean isDomain(SqlType type) {
		return !canonical(new SqlType(type.text())).equals(type);
	}

	private static TypeText normalize(TypeText type) {
		String name = NAMES.getOrDefault(type.name(), type.name());
		List<String> arguments = type.arguments();
		return switch (name) {
			case "float" ->
				new TypeText((type.number(0, 53) <= 24) ? "real" : "double precision", List.of(), List.of());
			case "numeric" ->
				new TypeText(name, (arguments.size() == 1) ? List.of(arguments.get(0), "0") : arguments, List.of());
			case "bpchar" -> new TypeText(arguments.isEmpty() ? name : "character", arguments, List.of());
			case "character", "bit" -> new TypeText(name, arguments.isEmpty() ? List.of("1") : arguments, List.of());
			case "timestamp without time zone", "timestamp with time zone", "time without time zone",
					"time with time zone" ->
				// The maximum precision is the default.
				new TypeText(name, List.of(String.valueOf(Math.min(type.number(0, 6), 6))), List.of());
			default -> new TypeText(name, arguments, List.of());
		};
	}

	/**
	 * Parse a type.
	 * @param type the type, in any form
	 * @return the parts of its canonical form; only a name if its form is unknown
	 */
	static TypeText parse(SqlType type) {
		String text = canonical(type).canonical();
		return TypeText.parse(text).orElseGet(() -> new TypeText(text, List.of(), List.of()));
	}

	/**
	 * Predict the conversion of values when a column changes its type.
	 * @param from the type now
	 * @param to the type afterwards
	 * @return the conversion
	 */
	static Conversion between(SqlType from, SqlType to) {
		return canonical(from).equals(canonical(to)) ? Conversion.KEEPS_VALUES : between(parse(from), parse(to));
	}

	private static Conversion between(TypeText from, TypeText to) {
		if (!PostgresqlCasts.exist(from, to)) {
			return Conversion.NONE;
		}
		Family before = PostgresqlCasts.family(from);
		Family after = PostgresqlCasts.family(to);
		if (after == Family.BYTES || after == Family.LARGE_OBJECT) {
			return Conversion.KEEPS_VALUES;
		}
		if (before == Family.ARRAY && after == Family.ARRAY) {
			return betweenElements(from.element(), to.element());
		}
		if (after == Family.ARRAY) {
			return Conversion.MAY_FAIL;
		}
		if (before == Family.SHAPED && after == Family.TIME) {
			return Conversion.LOSES_DATA;
		}
		if (before == Family.BYTES || before == Family.LARGE_OBJECT
				|| (before == Family.DOCUMENT && (after == Family.NUMBER || after == Family.BOOLEAN))) {
			Conversion asText = TypeRange.of(Kind.TEXT, TypeRange.UNLIMITED).to(range(to));
			return (asText == Conversion.LOSES_DATA || after == Family.BOOLEAN) ? Conversion.LOSES_DATA
					: Conversion.MAY_FAIL;
		}
		TypeRange range = (before == Family.ARRAY) ? TypeRange.of(Kind.OTHER, 0) : range(from);
		return range.to(range(to));
	}

	/**
	 * Return whether a parameter of one type is valid where the other is expected.
	 * @param from the type of the parameter
	 * @param to the expected type
	 * @return {@code true} if they are of the same family
	 */
	static boolean areOfOneFamily(SqlType from, SqlType to) {
		TypeText before = parse(from);
		TypeText after = parse(to);
		return PostgresqlCasts.family(before) == PostgresqlCasts.family(after)
				&& PostgresqlCasts.family(before.element()) == PostgresqlCasts.family(after.element());
	}

	private static Conversion betweenElements(TypeText from, TypeText to) {
		Conversion conversion = from.equals(to) ? Conversion.KEEPS_VALUES : between(from, to);
		Family family = PostgresqlCasts.family(to);
		boolean direct = family == PostgresqlCasts.family(from) || family == Family.TEXT;
		// Elements of unrelated types are converted as texts.
		return (conversion == Conversion.KEEPS_VALUES && !direct) ? Conversion.MAY_FAIL : conversion;
	}

	/**
	 * Return the range of the values of a type.
	 * @param type the type
	 * @return the range; empty for an array, or if it is not known
	 */
	static Optional<TypeRange> range(SqlType type) {
		return TypeText.parse(canonical(type).canonical())
			.filter((text) -> text.dimensions().isEmpty())
			.map(PostgresqlTypes::range);
	}

	private static TypeRange range(TypeText type) {
		if (TEXTS.contains(type.name())) {
			return TypeRange.of(Kind.TEXT, type.number(0, (int) TypeRange.UNLIMITED));
		}
		int precision = type.number(0, 6);
		return switch (type.name()) {
			case "boolean" -> TypeRange.of(Kind.BOOLEAN, 1);
			case "smallint" -> TypeRange.of(Kind.INTEGER, 5);
			case "integer" -> TypeRange.of(Kind.INTEGER, 10);
			case "bigint" -> TypeRange.of(Kind.INTEGER, 19);
			case "real" -> TypeRange.of(Kind.APPROXIMATE, 6);
			case "double precision" -> TypeRange.of(Kind.APPROXIMATE, 15);
			case "numeric" ->
				type.arguments().isEmpty() ? new TypeRange(Kind.EXACT, TypeRange.UNLIMITED, TypeRange.UNLIMITED)
						: new TypeRange(Kind.EXACT, type.number(0, 0) - type.number(1, 0), type.number(1, 0));
			case "bytea" -> TypeRange.of(Kind.BINARY, TypeRange.UNLIMITED);
			case "uuid" -> TypeRange.of(Kind.OTHER, 36);
			case "inet", "cidr" -> TypeRange.of(Kind.OTHER, 43);
			case "date" -> TypeRange.of(Kind.DATE, 0);
			case "time without time zone" -> TypeRange.of(Kind.TIME, precision);
			case "time with time zone" -> TypeRange.of(Kind.TIME_ZONED, precision);
			case "timestamp without time zone" -> TypeRange.of(Kind.TIMESTAMP, precision);
			case "timestamp with time zone" -> TypeRange.of(Kind.TIMESTAMP_ZONED, precision);
			default -> TypeRange.of(Kind.OTHER, 0);
		};
	}

}
