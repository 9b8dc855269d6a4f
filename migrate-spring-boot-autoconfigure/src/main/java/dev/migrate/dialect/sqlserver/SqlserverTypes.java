package dev.migrate.dialect.sqlserver;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.migrate.change.Conversion;
import dev.migrate.dialect.TypeRange;
import dev.migrate.dialect.TypeRange.Kind;
import dev.migrate.dialect.TypeText;
import dev.migrate.schema.Column;
import dev.migrate.schema.Expression;
import dev.migrate.schema.SqlType;

/**
 * The types of SQL Server: their canonical text, which is that of the catalog with
 * explicit defaults, and their conversions.
 */
final class SqlserverTypes {

	/**
	 * The type of a generated column: that of its generation expression.
	 */
	static final SqlType COMPUTED = new SqlType("computed");

	private static final Map<String, String> NAMES = new HashMap<>();
	static {
		alias("int", "integer");
		alias("numeric", "decimal", "dec");
		alias("float", "double precision");
		alias("varchar", "character varying", "char varying");
		alias("char", "character");
		alias("nvarchar", "national character varying", "national char varying");
		alias("nchar", "national character", "national char");
		alias("varbinary", "binary varying");
		alias("rowversion", "timestamp");
		alias("datetimeoffset", "timestamp with time zone");
	}

	private SqlserverTypes() {
	}

	/**
	 * Bring the type of a column into canonical form.
	 * @param column the column
	 * @return the column in canonical form
	 */
	static Column canonical(Column column) {
		return column.withType(canonical(column.type()));
	}

	/**
	 * Bring a type into canonical form.
	 * @param type the type
	 * @return the canonical form, which is idempotent
	 */
	static SqlType canonical(SqlType type) {
		return new SqlType(TypeText.parse(type.canonical().replaceAll("\\[(\\w+)]", "$1"))
			.filter((parsed) -> !parsed.isArray())
			.map((parsed) -> normalize(parsed).text(","))
			.orElseGet(() -> TypeText.lowerCase(type.canonical())));
	}

	private static TypeText normalize(TypeText type) {
		String name = NAMES.getOrDefault(type.name(), type.name());
		return switch (name) {
			case "bigint", "int", "smallint", "tinyint", "bit", "date", "datetime", "smalldatetime", "uniqueidentifier",
					"xml", "money", "smallmoney", "real", "text", "ntext", "image", "rowversion" ->
				with(name);
			case "float" -> with((type.number(0, 53) <= 24) ? "real" : "float");
			case "numeric" -> with(name, String.valueOf(type.number(0, 18)), String.valueOf(type.number(1, 0)));
			case "varchar", "nvarchar", "varbinary", "char", "nchar", "binary" ->
				with(name, type.arguments().isEmpty() ? "1" : type.arguments().get(0).toLowerCase(Locale.ROOT));
			case "datetime2", "datetimeoffset", "time" -> with(name, String.valueOf(type.number(0, 7)));
			default -> new TypeText(name, type.arguments(), List.of());
		};
	}

	/**
	 * Remove the parentheses that SQL Server puts around every expression.
	 * @param expression the expression
	 * @return the expression without those that enclose all of it
	 */
	static Expression withoutParentheses(Expression expression) {
		String sql = expression.sql().strip();
		while (sql.startsWith("(") && closing(sql) == sql.length() - 1) {
			sql = sql.substring(1, sql.length() - 1).strip();
		}
		return new Expression(sql);
	}

	private static int closing(String sql) {
		int depth = 0;
		char quote = 0;
		for (int i = 0; i < sql.length(); i++) {
			char c = sql.charAt(i);
			if (quote != 0) {
				quote = (c == quote) ? 0 : quote;
			}
			else if (c == '\'' || c == '"') {
				quote = c;
			}
			else if (c == '[') {
				quote = ']';
			}
			else if (c == '(') {
				depth++;
			}
			else if (c == ')' && --depth == 0) {
				return i;
			}
		}
		return -1;
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
		return TypeText.conversion(canonical(from), canonical(to), SqlserverTypes::conversion);
	}

	private static Conversion conversion(TypeText one, TypeText other) {
		if (one.name().startsWith("n") && other.name().matches("(var)?char")) {
			// A character outside of the code page becomes a question mark.
			return Conversion.LOSES_DATA;
		}
		return range(one).to(range(other));
	}

	private static TypeRange range(TypeText type) {
		long length = type.arguments().contains("max") ? TypeRange.UNLIMITED : type.number(0, 0);
		return switch (type.name()) {
			case "bit" -> TypeRange.of(Kind.BOOLEAN, 1);
			case "tinyint" -> TypeRange.of(Kind.INTEGER, 3);
			case "smallint" -> TypeRange.of(Kind.INTEGER, 5);
			case "int" -> TypeRange.of(Kind.INTEGER, 10);
			case "bigint" -> TypeRange.of(Kind.INTEGER, 19);
			case "real" -> TypeRange.of(Kind.APPROXIMATE, 6);
			case "float" -> TypeRange.of(Kind.APPROXIMATE, 15);
			case "numeric" -> new TypeRange(Kind.EXACT, type.number(0, 0) - type.number(1, 0), type.number(1, 0));
			case "char", "varchar", "nchar", "nvarchar" -> TypeRange.of(Kind.TEXT, length);
			case "text", "ntext" -> TypeRange.of(Kind.TEXT, TypeRange.UNLIMITED);
			case "binary", "varbinary" -> TypeRange.of(Kind.BINARY, length);
			case "date" -> TypeRange.of(Kind.DATE, 0);
			case "time" -> TypeRange.of(Kind.TIME, length);
			case "datetime2" -> TypeRange.of(Kind.TIMESTAMP, length);
			case "datetime" -> TypeRange.of(Kind.TIMESTAMP, 3);
			case "datetimeoffset" -> TypeRange.of(Kind.TIMESTAMP_ZONED, length);
			default -> TypeRange.of(Kind.OTHER, 0);
		};
	}

	private static void alias(String name, String... aliases) {
		for (String alias : aliases) {
			NAMES.put(alias, name);
		}
	}

}
