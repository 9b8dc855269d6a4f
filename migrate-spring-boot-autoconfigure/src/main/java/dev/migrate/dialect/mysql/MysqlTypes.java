package dev.migrate.dialect.mysql;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.migrate.change.AllowedValues;
import dev.migrate.change.Conversion;
import dev.migrate.dialect.TypeRange;
import dev.migrate.dialect.TypeRange.Kind;
import dev.migrate.dialect.TypeText;
import dev.migrate.schema.Column;
import dev.migrate.schema.Expression;
import dev.migrate.schema.SqlType;
import org.jspecify.annotations.Nullable;

/**
 * The types of MySQL and MariaDB: their canonical text, which is that of
 * {@code COLUMN_TYPE} without display attributes, and their conversions.
 */
public final class MysqlTypes {

	private static final Map<String, String> NAMES = new HashMap<>();
	static {
		alias("int", "int", "integer", "int4");
		alias("bigint", "bigint", "int8");
		alias("smallint", "smallint", "int2");
		alias("tinyint", "tinyint", "int1");
		alias("mediumint", "mediumint", "int3", "middleint");
		alias("decimal", "decimal", "numeric", "dec", "fixed");
		alias("double", "double", "double precision", "real", "float8");
		alias("float", "float", "float4");
		alias("char", "char", "character");
		alias("varchar", "varchar", "character varying", "char varying", "varcharacter");
		alias("mediumtext", "mediumtext", "long", "long varchar", "long char varying");
		alias("mediumblob", "mediumblob", "long varbinary");
		alias("varbinary", "varbinary", "binary varying", "char byte varying");
	}

	/**
	 * The attributes of a number type; {@code signed} is the default.
	 */
	private static final Pattern SIGN = Pattern.compile("(.*?)((?: signed| unsigned| zerofill)*)");

	/**
	 * A character set that is specified with a type.
	 */
	private static final Pattern CHARACTER_SET = Pattern
		.compile("\\s+(?:character\\s+set|charset)\\s+[`'\"]?(\\w+)[`'\"]?", Pattern.CASE_INSENSITIVE);

	private static final Set<String> INTEGERS = Set.of("tinyint", "smallint", "mediumint", "int", "bigint");

	/**
	 * The pattern of a text that is a number, as a literal without a backslash.
	 */
	private static final String NUMBER = "'^[[:space:]]*[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)(e[-+]?[0-9]+)?[[:space:]]*$'";

	private MysqlTypes() {
	}

	/**
	 * Bring the type of a column and its clauses into canonical form.
	 * @param column the column
	 * @return the column in canonical form
	 */
	public static Column canonical(Column column) {
		Column typed = column;
		Matcher characterSet = CHARACTER_SET.matcher(column.type().canonical());
		if (characterSet.find()) {
			typed = typed.withType(new SqlType(characterSet.replaceFirst("")));
			typed = (typed.collation() == null) ? typed.withCollation(characterSet.group(1)) : typed;
		}
		Expression value = typed.defaultValue();
		if (value != null && value.sql().equalsIgnoreCase("null")) {
			typed = typed.withDefaultValue(Expression.NONE);
		}
		return typed.withType(canonical(typed.type()));
	}

	/**
	 * Bring a type into canonical form.
	 * @param type the type
	 * @return the canonical form, which is idempotent
	 */
	public static SqlType canonical(SqlType type) {
		return new SqlType(TypeText.parse(type.canonical())
			.filter((parsed) -> !parsed.isArray())
			.map(MysqlTypes::print)
			.orElseGet(() -> TypeText.lowerCase(type.canonical())));
	}

	private static String print(TypeText type) {
		String sign = sign(type);
		TypeText normalized = normalize(type);
		String arguments = normalized.arguments().isEmpty() ? "" : "(" + String.join(",", normalized.arguments()) + ")";
		return normalized.name() + arguments + sign;
	}

	private static String sign(TypeText type) {
		Matcher matcher = SIGN.matcher(type.name());
		return matcher.matches() ? matcher.group(2).replace(" signed", "") : "";
	}

	private static TypeText normalize(TypeText type) {
		Matcher matcher = SIGN.matcher(type.name());
		String plain = matcher.matches() ? matcher.group(1) : type.name();
		String name = NAMES.getOrDefault(plain, plain);
		List<String> arguments = type.arguments();
		boolean padded = type.name().contains("zerofill");
		return switch (name) {
			case "bool", "boolean" -> with("tinyint", "1");
			case "tinyint" -> (padded || arguments.equals(List.of("1"))) ? of(name, arguments) : with(name);
			case "smallint", "mediumint", "int", "bigint" -> padded ? of(name, arguments) : with(name);
			case "decimal" -> switch (arguments.size()) {
				case 0 -> with(name, "10", "0");
				case 1 -> with(name, arguments.get(0), "0");
				default -> of(name, arguments);
			};
			case "float" ->
				(arguments.size() == 1) ? with((type.number(0, 53) <= 24) ? "float" : "double") : of(name, arguments);
			case "bit", "char", "binary" -> arguments.isEmpty() ? with(name, "1") : of(name, arguments);
			case "datetime", "timestamp", "time" -> (type.number(0, 0) == 0) ? with(name) : of(name, arguments);
			case "year" -> with(name);
			default -> of(name, arguments);
		};
	}

	private static TypeText with(String name, String... arguments) {
		return of(name, List.of(arguments));
	}

	private static TypeText of(String name, List<String> arguments) {
		return new TypeText(name, arguments, List.of());
	}

	/**
	 * Return whether literals of a type are written without quotes.
	 * @param type the type, in canonical form
	 * @return {@code true} for numbers
	 */
	static boolean isNumber(SqlType type) {
		String name = TypeText.parse(type.canonical()).map(MysqlTypes::normalize).map(TypeText::name).orElse("");
		return INTEGERS.contains(name) || Set.of("decimal", "float", "double").contains(name);
	}

	/**
	 * Predict the conversion of values when a column changes its type.
	 * @param from the type now
	 * @param to the type afterwards
	 * @return the conversion
	 */
	public static Conversion between(SqlType from, SqlType to) {
		return TypeText.conversion(canonical(from), canonical(to), MysqlTypes::conversion);
	}

	private static Conversion conversion(TypeText first, TypeText second) {
		if (first.name().equals("enum") || first.name().equals("set")) {
			return betweenValues(first, second);
		}
		if (first.name().endsWith("unsigned") != second.name().endsWith("unsigned")) {
			return unsigned(first, second);
		}
		if (range(first).kind() == Kind.INTEGER && second.name().equals("enum")) {
			// A number becomes the value at that position.
			return Conversion.LOSES_DATA;
		}
		return range(first).to(range(second));
	}

	private static Conversion unsigned(TypeText from, TypeText to) {
		TypeRange before = range(from);
		TypeRange after = range(to);
		boolean fits = from.name().endsWith("unsigned") && before.kind() == Kind.INTEGER && after.kind() == Kind.INTEGER
				&& before.size() < after.size();
		return (fits || after.kind() == Kind.TEXT) ? before.to(after) : Conversion.MAY_FAIL;
	}

	private static Conversion betweenValues(TypeText from, TypeText to) {
		int longest = from.arguments().stream().mapToInt((value) -> value.length() - 2).max().orElse(0);
		boolean fits = to.name().equals(from.name()) ? new HashSet<>(to.arguments()).containsAll(from.arguments())
				: range(to).kind() == Kind.TEXT && longest <= range(to).size() && from.name().equals("enum");
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
			.map(MysqlTypes::range);
	}

	/**
	 * Return the value that altering a type makes of a value in strict mode, which an
	 * explicit cast does not show.
	 * @param column the column as SQL
	 * @param from the type now
	 * @param to the type afterwards
	 * @return an expression that is null for a value for which that fails
	 */
	static Optional<String> conversion(String column, SqlType from, SqlType to) {
		Optional<TypeRange> before = range(from);
		Optional<TypeRange> after = range(to);
		if (before.isEmpty() || after.isEmpty()) {
			return Optional.empty();
		}
		boolean integers = before.get().kind() == Kind.INTEGER && after.get().kind() == Kind.INTEGER;
		if (integers && isUnsigned(from) != isUnsigned(to)) {
			return Optional
				.of(unlessIn(column, isUnsigned(to) ? " between 0 and " + greatest(to, 0) : " <= " + greatest(to, 1)));
		}
		Optional<AllowedValues> allowed = AllowedValues.of("", to);
		if (before.get().kind() == Kind.INTEGER && allowed.isPresent()) {
			return Optional.of(unlessIn(column, " between 1 and " + allowed.get().values().size()));
		}
		if (before.get().kind() == Kind.INTEGER && after.get().kind() == Kind.BOOLEAN) {
			return Optional.of(unlessIn(column, " in (0, 1)"));
		}
		return (before.get().kind() == Kind.TEXT) ? ofText(column, to, after.get().kind()) : Optional.empty();
	}

	private static Optional<String> ofText(String column, SqlType to, Kind kind) {
		Optional<AllowedValues> allowed = AllowedValues.of("", to);
		if (allowed.isPresent()) {
			return Optional.of(unlessIn(column,
					allowed.get()
						.values()
						.stream()
						.map(MysqlText::literal)
						.collect(Collectors.joining(", ", " in (", ")"))));
		}
		return switch (kind) {
			case INTEGER, EXACT, APPROXIMATE -> Optional.of(unlessIn(column, " regexp " + NUMBER));
			case DATE, TIMESTAMP, TIMESTAMP_ZONED -> Optional.of("cast(" + column + " as datetime(6))");
			case TIME, TIME_ZONED -> Optional.of("cast(" + column + " as time(6))");
			case BOOLEAN, BINARY, TEXT -> Optional.empty();
			case OTHER -> switch (name(to)) {
				case "json" -> Optional.of("nullif(json_valid(" + column + "), 0)");
				case "uuid", "inet4", "inet6" -> Optional.of("cast(" + column + " as " + to.text() + ")");
				default -> Optional.empty();
			};
		};
	}

	private static String unlessIn(String column, String condition) {
		return "case when " + column + condition + " then 1 end";
	}

	private static boolean isUnsigned(SqlType type) {
		return type.canonical().toLowerCase(Locale.ROOT).contains("unsigned");
	}

	private static BigInteger greatest(SqlType type, int signBits) {
		int bits = switch (name(type).replace(" unsigned", "")) {
			case "tinyint" -> 8;
			case "smallint" -> 16;
			case "mediumint" -> 24;
			case "int" -> 32;
			default -> 64;
		};
		return BigInteger.TWO.pow(bits - signBits).subtract(BigInteger.ONE);
	}

	private static TypeRange range(TypeText type) {
		TypeText plain = normalize(type);
		int length = plain.number(0, 0);
		return switch (plain.name()) {
			case "bit" -> (length == 1) ? TypeRange.of(Kind.BOOLEAN, 1) : TypeRange.of(Kind.INTEGER, length / 4 + 1);
			case "tinyint" -> TypeRange.of(Kind.INTEGER, 3);
			case "smallint" -> TypeRange.of(Kind.INTEGER, 5);
			case "mediumint" -> TypeRange.of(Kind.INTEGER, 7);
			case "int" -> TypeRange.of(Kind.INTEGER, 10);
			case "bigint" -> TypeRange.of(Kind.INTEGER, 19);
			case "float" -> TypeRange.of(Kind.APPROXIMATE, 6);
			case "double" -> TypeRange.of(Kind.APPROXIMATE, 15);
			case "decimal" -> new TypeRange(Kind.EXACT, length - plain.number(1, 0), plain.number(1, 0));
			case "char", "varchar" -> TypeRange.of(Kind.TEXT, length);
			case "tinytext" -> TypeRange.of(Kind.TEXT, 255);
			case "text" -> TypeRange.of(Kind.TEXT, 65_535);
			case "mediumtext" -> TypeRange.of(Kind.TEXT, 16_777_215);
			case "longtext" -> TypeRange.of(Kind.TEXT, TypeRange.UNLIMITED);
			case "binary", "varbinary" -> TypeRange.of(Kind.BINARY, length);
			case "tinyblob" -> TypeRange.of(Kind.BINARY, 255);
			case "blob" -> TypeRange.of(Kind.BINARY, 65_535);
			case "mediumblob" -> TypeRange.of(Kind.BINARY, 16_777_215);
			case "longblob" -> TypeRange.of(Kind.BINARY, TypeRange.UNLIMITED);
			case "date" -> TypeRange.of(Kind.DATE, 0);
			case "time" -> TypeRange.of(Kind.TIME, length);
			case "datetime" -> TypeRange.of(Kind.TIMESTAMP, length);
			case "timestamp" -> TypeRange.of(Kind.TIMESTAMP_ZONED, length);
			default -> TypeRange.of(Kind.OTHER, 0);
		};
	}

	/**
	 * Return a type's name alone.
	 * @param type the type
	 * @return the name in lower case, empty if the text is not a type
	 */
	static String name(@Nullable SqlType type) {
		return (type != null) ? TypeText.parse(type.canonical()).map(TypeText::name).orElse("").toLowerCase(Locale.ROOT)
				: "";
	}

	private static void alias(String name, String... aliases) {
		for (String alias : aliases) {
			NAMES.put(alias, name);
		}
	}

}
