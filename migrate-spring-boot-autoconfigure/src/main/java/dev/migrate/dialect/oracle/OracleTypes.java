package dev.migrate.dialect.oracle;

import java.util.List;
import java.util.Locale;

import dev.migrate.change.Conversion;
import dev.migrate.dialect.TypeRange;
import dev.migrate.dialect.TypeRange.Kind;
import dev.migrate.dialect.TypeText;
import dev.migrate.schema.SqlType;

/**
 * The types of Oracle: their canonical text, which is that of the catalog with explicit
 * defaults, and their conversions.
 */
final class OracleTypes {

	private OracleTypes() {
	}

	/**
	 * Bring a type into canonical form.
	 * @param type the type
	 * @return the canonical form, which is idempotent
	 */
	static SqlType canonical(SqlType type) {
		return new SqlType(TypeText.parse(type.canonical())
			.filter((parsed) -> !parsed.isArray())
			.map((parsed) -> normalize(parsed).text(","))
			.orElseGet(() -> TypeText.lowerCase(type.canonical())));
	}

	private static TypeText normalize(TypeText type) {
		String name = type.name();
		return switch (name) {
			case "number", "numeric", "decimal", "dec" -> number(type);
			case "integer", "int", "smallint" -> with("number", "38", "0");
			case "double precision" -> with("float", "126");
			case "real" -> with("float", "63");
			case "float" -> with("float", String.valueOf(type.number(0, 126)));
			case "varchar2", "varchar", "character varying", "char varying" -> with("varchar2", length(type));
			case "char", "character" -> with("char", length(type));
			case "nvarchar2", "national character varying", "national char varying", "nchar varying" ->
				with("nvarchar2", String.valueOf(type.number(0, 1)));
			case "nchar", "national character", "national char" -> with("nchar", String.valueOf(type.number(0, 1)));
			case "raw" -> with("raw", String.valueOf(type.number(0, 1)));
			case "timestamp", "timestamp with time zone", "timestamp with local time zone" ->
				with(name, String.valueOf(type.number(0, 6)));
			default -> new TypeText(name, type.arguments(), List.of());
		};
	}

	private static TypeText number(TypeText type) {
		if (type.arguments().isEmpty()) {
			return type.name().equals("number") ? with("number") : with("number", "38", "0");
		}
		String precision = type.arguments().get(0).equals("*") ? "38" : type.arguments().get(0);
		return with("number", precision, (type.arguments().size() > 1) ? type.arguments().get(1) : "0");
	}

	private static String length(TypeText type) {
		String text = type.arguments().isEmpty() ? "1" : type.arguments().get(0).toLowerCase(Locale.ROOT);
		// Without a unit, that of the session applies, by default bytes.
		return text.contains(" ") ? text.replaceAll("\\s+", " ") : text + " byte";
	}

	private static TypeText with(String name, String... arguments) {
		return new TypeText(name, List.of(arguments), List.of());
	}

	/**
	 * Predict the conversion of values when a column changes its type.
	 * @param from the type now
	 * @param to the type afterwards
	 * @return the conversion
	 */
	static Conversion between(SqlType from, SqlType to) {
		return TypeText.conversion(canonical(from), canonical(to), OracleTypes::conversion);
	}

	private static Conversion conversion(TypeText one, TypeText other) {
		TypeRange first = range(one);
		TypeRange second = range(other);
		// A conversion to another kind of values requires an empty column.
		return (first.kind() == second.kind()) ? first.to(second) : Conversion.MAY_FAIL;
	}

	private static TypeRange range(TypeText type) {
		long length = type.arguments().isEmpty() ? 0
				: Long.parseLong("0" + type.arguments().get(0).replaceAll("\\D", ""));
		return switch (type.name()) {
			case "number" -> type.arguments().isEmpty() ? TypeRange.of(Kind.APPROXIMATE, 38)
					: new TypeRange(Kind.EXACT, length - type.number(1, 0), type.number(1, 0));
			case "float" -> TypeRange.of(Kind.APPROXIMATE, Math.round(length * 0.30103));
			case "binary_float" -> TypeRange.of(Kind.APPROXIMATE, 6);
			case "binary_double" -> TypeRange.of(Kind.APPROXIMATE, 15);
			case "boolean" -> TypeRange.of(Kind.BOOLEAN, 1);
			case "varchar2", "char", "nvarchar2", "nchar" -> TypeRange.of(Kind.TEXT, length);
			case "clob", "nclob" -> TypeRange.of(Kind.TEXT, TypeRange.UNLIMITED);
			case "raw" -> TypeRange.of(Kind.BINARY, length);
			case "blob" -> TypeRange.of(Kind.BINARY, TypeRange.UNLIMITED);
			case "date" -> TypeRange.of(Kind.TIMESTAMP, 0);
			case "timestamp" -> TypeRange.of(Kind.TIMESTAMP, length);
			case "timestamp with time zone" -> TypeRange.of(Kind.TIMESTAMP_ZONED, length);
			default -> TypeRange.of(Kind.OTHER, 0);
		};
	}

}
