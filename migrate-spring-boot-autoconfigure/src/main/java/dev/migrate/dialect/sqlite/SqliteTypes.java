package dev.migrate.dialect.sqlite;

import java.util.List;
import java.util.Map;

import dev.migrate.change.Conversion;
import dev.migrate.dialect.TypeText;
import dev.migrate.schema.Column;
import dev.migrate.schema.Identity;
import dev.migrate.schema.SqlType;
import dev.migrate.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * The types of SQLite: any declared text, from which the product derives only an affinity
 * for a kind of values.
 */
final class SqliteTypes {

	/**
	 * The only type with which a primary key is the row id.
	 */
	static final SqlType NUMBERED = new SqlType("integer");

	/**
	 * The type of a column without a declared type.
	 */
	static final SqlType NONE = new SqlType("any");

	private static final Map<String, String> NAMES = Map.ofEntries(Map.entry("character varying", "varchar"),
			Map.entry("char varying", "varchar"), Map.entry("character", "char"),
			Map.entry("double precision", "double"), Map.entry("decimal", "numeric"), Map.entry("dec", "numeric"),
			Map.entry("bool", "boolean"), Map.entry("character large object", "clob"),
			Map.entry("binary large object", "blob"));

	private SqliteTypes() {
	}

	/**
	 * Bring the type of a column into canonical form. An identity column is an integer,
	 * regardless of the type of the entity.
	 * @param column the column
	 * @return the column in canonical form
	 */
	static Column canonical(Column column) {
		return column.withType(column.isNumbered() ? NUMBERED : canonical(column.type()));
	}

	/**
	 * Decide which columns of a table are identity columns: exactly those of type integer
	 * that are the whole primary key.
	 * @param table the table, in canonical form
	 * @return the table, with identities defined only if SQLite has a choice
	 */
	static Table withNumbering(Table table) {
		return table.withColumns(
				table.columns().stream().map((column) -> column.withIdentity(identity(column, table))).toList());
	}

	private static @Nullable Identity identity(Column column, Table table) {
		Identity identity = column.identity();
		boolean wanted = identity != null && identity.isPresent();
		boolean numbered = table.primaryKey() != null && table.primaryKey().columns().equals(List.of(column.name()))
				&& column.type().equals(NUMBERED);
		if (wanted) {
			return numbered ? Identity.BY_DEFAULT : null;
		}
		return numbered ? null : identity;
	}

	/**
	 * Bring a type into canonical form.
	 * @param type the type
	 * @return the canonical form, which is idempotent
	 */
	static SqlType canonical(SqlType type) {
		return new SqlType(TypeText.parse(type.canonical())
			.filter((parsed) -> !parsed.isArray())
			.map((parsed) -> NAMES.getOrDefault(parsed.name(), parsed.name())
					+ (parsed.arguments().isEmpty() ? "" : "(" + String.join(",", parsed.arguments()) + ")"))
			.orElseGet(() -> TypeText.lowerCase(type.canonical())));
	}

	/**
	 * Predict the conversion of values when a column changes its type. No value is
	 * rejected or truncated. A text in the form of a number becomes one if the new type
	 * has a numeric affinity.
	 * @param from the type now
	 * @param to the type afterwards
	 * @return the conversion
	 */
	static Conversion between(SqlType from, SqlType to) {
		Affinity before = Affinity.of(from);
		Affinity after = Affinity.of(to);
		boolean keeps = before == after || after == Affinity.BLOB || (after == Affinity.TEXT && before != Affinity.REAL)
				|| (before == Affinity.INTEGER && after == Affinity.NUMERIC)
				|| (before == Affinity.NUMERIC && after == Affinity.INTEGER)
				|| (before == Affinity.REAL && (after == Affinity.INTEGER || after == Affinity.NUMERIC));
		return keeps ? Conversion.KEEPS_VALUES : Conversion.LOSES_DATA;
	}

	/**
	 * Return a value of a type that means nothing.
	 * @param type the type as written
	 * @return the value as SQL
	 */
	static String neutral(String type) {
		return switch (Affinity.of(new SqlType(type))) {
			case INTEGER, REAL, NUMERIC -> "0";
			case TEXT -> "''";
			case BLOB -> "x''";
		};
	}

	/**
	 * The type affinities of SQLite.
	 */
	private enum Affinity {

		INTEGER, TEXT, BLOB, REAL, NUMERIC;

		static Affinity of(SqlType type) {
			String text = SqliteNaming.fold(type.canonical());
			if (text.contains("int")) {
				return INTEGER;
			}
			if (text.contains("char") || text.contains("clob") || text.contains("text")) {
				return TEXT;
			}
			if (text.contains("blob") || type.equals(NONE)) {
				return BLOB;
			}
			return (text.contains("real") || text.contains("floa") || text.contains("doub")) ? REAL : NUMERIC;
		}

	}

}
