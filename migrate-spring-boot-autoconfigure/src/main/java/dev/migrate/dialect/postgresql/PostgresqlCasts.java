package dev.migrate.dialect.postgresql;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import dev.migrate.schema.SqlType;

/**
 * Says how the values of a column become those of another type.
 * <p>
 * PostgreSQL refuses a value that is too long when it casts by itself, and cuts it when
 * it is told to cast. So it is told only where it would not by itself.
 */
final class PostgresqlCasts {

	private static final Set<String> TEXTS = Set.of("varchar", "character varying", "char", "character", "bpchar",
			"text", "name");

	private static final Set<String> NUMBERS = Set.of("smallint", "int2", "integer", "int", "int4", "bigint", "int8",
			"numeric", "decimal", "real", "float4", "float8", "float", "double precision");

	private static final Set<String> MOMENTS = Set.of("date", "timestamp", "timestamptz", "timestamp without time zone",
			"timestamp with time zone");

	private static final Set<String> TIMES = Set.of("time", "timetz", "time without time zone", "time with time zone",
			"interval");

	private static final Set<String> JSON = Set.of("json", "jsonb");

	private static final List<Set<String>> FAMILIES = List.of(TEXTS, NUMBERS, MOMENTS, TIMES, JSON);

	private static final Pattern ARGUMENTS = Pattern.compile("\\([^)]*\\)");

	private PostgresqlCasts() {
	}

	/**
	 * Spell the cast that PostgreSQL has to be told.
	 * @param column the column, spelled
	 * @param from the type now
	 * @param to the type afterwards
	 * @return the expression, or nothing where PostgreSQL casts by itself
	 */
	static String using(String column, SqlType from, SqlType to) {
		String before = base(from);
		String after = base(to);
		if (before.equals(after) || TEXTS.contains(after)
				|| (areAlike(element(before), element(after)) && isArray(before) == isArray(after))) {
			return "";
		}
		if (before.equals("boolean") && NUMBERS.contains(after)) {
			return column + "::integer::" + to;
		}
		if (after.equals("boolean") && NUMBERS.contains(before)) {
			return column + " <> 0";
		}
		boolean hasCast = TEXTS.contains(before) || (MOMENTS.contains(before) && TIMES.contains(after));
		return column + (hasCast ? "::" : "::text::") + to;
	}

	private static boolean areAlike(String one, String other) {
		return one.equals(other)
				|| FAMILIES.stream().anyMatch((family) -> family.contains(one) && family.contains(other));
	}

	private static boolean isArray(String type) {
		return type.endsWith("[]");
	}

	private static String element(String type) {
		return type.replace("[]", "");
	}

	private static String base(SqlType type) {
		return ARGUMENTS.matcher(type.text().toLowerCase(Locale.ROOT)).replaceAll("").replaceAll(" +", " ").strip();
	}

}
