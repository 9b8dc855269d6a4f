package dev.migrate.dialect.postgresql;

import java.util.Map;
import java.util.Set;

import dev.migrate.dialect.TypeText;
import dev.migrate.schema.SqlType;

/**
 * Determines how the values of a column are cast to another type.
 * <p>
 * PostgreSQL rejects a value that is too long in an implicit cast and truncates it in an
 * explicit one. So an explicit cast is only rendered where there is no implicit one.
 */
final class PostgresqlCasts {

	private static final Map<String, Family> FAMILIES = Map.ofEntries(Map.entry("text", Family.TEXT),
			Map.entry("character varying", Family.TEXT), Map.entry("character", Family.TEXT),
			Map.entry("bpchar", Family.TEXT), Map.entry("name", Family.TEXT), Map.entry("citext", Family.TEXT),
			Map.entry("smallint", Family.NUMBER), Map.entry("integer", Family.NUMBER),
			Map.entry("bigint", Family.NUMBER), Map.entry("numeric", Family.NUMBER), Map.entry("real", Family.NUMBER),
			Map.entry("double precision", Family.NUMBER), Map.entry("boolean", Family.BOOLEAN),
			Map.entry("date", Family.MOMENT), Map.entry("timestamp without time zone", Family.MOMENT),
			Map.entry("timestamp with time zone", Family.MOMENT), Map.entry("time without time zone", Family.TIME),
			Map.entry("time with time zone", Family.TIME), Map.entry("uuid", Family.UUID),
			Map.entry("json", Family.DOCUMENT), Map.entry("jsonb", Family.DOCUMENT), Map.entry("bytea", Family.BYTES),
			Map.entry("oid", Family.LARGE_OBJECT));

	/**
	 * The types whose text form is unlike that of any other type.
	 */
	private static final Set<String> SHAPED = Set.of("interval", "inet", "cidr", "macaddr", "macaddr8", "point", "line",
			"lseg", "box", "path", "polygon", "circle", "bit", "bit varying", "money", "tsvector", "tsquery",
			"int4range", "int8range", "numrange", "tsrange", "tstzrange", "daterange", "pg_lsn");

	private static final String TIME = "time without time zone";

	private PostgresqlCasts() {
	}

	/**
	 * Return whether at least some values of a type can be cast to another.
	 * @param from the type now, in canonical form
	 * @param to the type afterwards, in canonical form
	 * @return {@code false} if a cast would fail for any value, or give an unintended
	 * result
	 */
	static boolean exist(TypeText from, TypeText to) {
		Family before = family(from);
		Family after = family(to);
		if (before.takesAny() || after.takesAny()) {
			return true;
		}
		if (before == Family.ARRAY || after == Family.ARRAY) {
			return before == after && exist(from.element(), to.element());
		}
		boolean fromInterval = from.name().equals("interval");
		boolean toInterval = to.name().equals("interval");
		return switch (after) {
			case NUMBER, BOOLEAN, DOCUMENT ->
				before == Family.NUMBER || before == Family.BOOLEAN || before == Family.DOCUMENT;
			case TIME -> before == Family.TIME || (before == Family.MOMENT && !from.name().equals("date"))
					|| (fromInterval && to.name().equals(TIME));
			case SHAPED -> before == Family.SHAPED || (toInterval && from.name().equals(TIME));
			default -> before == after;
		};
	}

	/**
	 * Return whether a default of one type is valid for the other unchanged.
	 * @param from the type now
	 * @param to the type afterwards
	 * @return {@code true} for types of one family
	 */
	static boolean areKin(SqlType from, SqlType to) {
		return family(PostgresqlTypes.parse(from)) == family(PostgresqlTypes.parse(to));
	}

	/**
	 * Render the explicit cast that PostgreSQL requires.
	 * @param column the column as SQL
	 * @param from the type now
	 * @param to the type afterwards
	 * @return the expression, or nothing if the implicit cast suffices
	 */
	static String using(String column, SqlType from, SqlType to) {
		TypeText before = PostgresqlTypes.parse(from);
		TypeText after = PostgresqlTypes.parse(to);
		if (!exist(before, after)) {
			// Any value makes this fail, with a message that gives the reason.
			return "('no conversion of ' || " + column + "::text)::" + to;
		}
		return using(column, before, after, "::" + to);
	}

	private static String using(String column, TypeText from, TypeText to, String cast) {
		Family before = family(from);
		Family after = family(to);
		if (from.name().equals(to.name()) && before == after && before != Family.ARRAY) {
			return "";
		}
		if (before == Family.LARGE_OBJECT || before == Family.BYTES) {
			return ofBytes((before == Family.BYTES) ? column : "lo_get(" + column + ")", after, cast);
		}
		String text = (before == Family.TEXT) ? column : column + "::text";
		return switch (after) {
			case BYTES -> "convert_to(" + text + ", 'UTF8')";
			case LARGE_OBJECT -> "lo_from_bytea(0, convert_to(" + text + ", 'UTF8'))";
			case TEXT -> "";
			case NUMBER ->
				(before == Family.NUMBER) ? "" : (((before == Family.BOOLEAN) ? column + "::integer" : text) + cast);
			case BOOLEAN -> (before == Family.NUMBER) ? column + " <> 0" : text + cast;
			case MOMENT -> (before == Family.MOMENT) ? "" : text + cast;
			case TIME -> time(column, from, to, text, cast);
			case DOCUMENT -> (before == Family.DOCUMENT) ? "" : text + cast;
			case ARRAY -> (before == Family.ARRAY) ? array(column, from.element(), to.element(), cast) : text + cast;
			case SHAPED -> (before == Family.TIME) ? column + cast : text + cast;
			case UUID, UNKNOWN -> text + cast;
		};
	}

	private static String ofBytes(String bytes, Family after, String cast) {
		return switch (after) {
			case BYTES -> bytes;
			case LARGE_OBJECT -> "lo_from_bytea(0, " + bytes + ")";
			case TEXT -> "convert_from(" + bytes + ", 'UTF8')";
			default -> "convert_from(" + bytes + ", 'UTF8')" + cast;
		};
	}

	private static String time(String column, TypeText from, TypeText to, String text, String cast) {
		return switch (family(from)) {
			case TIME -> "";
			case SHAPED -> column + cast;
			case MOMENT -> (from.name().startsWith("timestamp without") && !to.name().equals(TIME))
					? column + "::timestamp with time zone" + cast : column + cast;
			default -> text + cast;
		};
	}

	private static String array(String column, TypeText from, TypeText to, String cast) {
		if (family(from) == family(to) && using(column, from, to, cast).isEmpty()) {
			return "";
		}
		return (family(to) == Family.TEXT) ? column + "::text[]" : column + "::text" + cast;
	}

	static Family family(TypeText type) {
		if (type.isArray()) {
			return Family.ARRAY;
		}
		return SHAPED.contains(type.name()) ? Family.SHAPED : FAMILIES.getOrDefault(type.name(), Family.UNKNOWN);
	}

	/**
	 * A family of types that are cast in the same way.
	 */
	enum Family {

		TEXT, NUMBER, BOOLEAN, MOMENT, TIME, UUID, DOCUMENT, BYTES, LARGE_OBJECT, SHAPED, ARRAY, UNKNOWN;

		boolean takesAny() {
			return this == TEXT || this == BYTES || this == LARGE_OBJECT || this == UNKNOWN;
		}

	}

}
