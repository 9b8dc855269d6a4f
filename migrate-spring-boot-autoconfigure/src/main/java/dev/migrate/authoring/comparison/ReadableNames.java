package dev.migrate.authoring.comparison;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.migrate.ConstraintNamer;

/**
 * The default names: the kind, the table and the columns, or for a foreign key what it
 * references.
 */
public final class ReadableNames implements ConstraintNamer {

	private static final Pattern ID = Pattern.compile("(?:^|_)id$", Pattern.CASE_INSENSITIVE);

	private static final Pattern SEPARATOR = Pattern.compile("[^\\p{L}\\p{N}_$]+");

	@Override
	public String name(Unnamed unnamed) {
		String table = unnamed.table();
		List<String> columns = unnamed.columns();
		return switch (unnamed.kind()) {
			case PRIMARY_KEY -> "pk_" + table;
			case UNIQUE_KEY -> join("uk", table, columns);
			case FOREIGN_KEY ->
				join("fk", table, List.of(referenced(columns, Objects.requireNonNull(unnamed.referencedTable()))));
			case CHECK -> join("ck", table, columns);
			case INDEX -> join("idx", table, columns);
		};
	}

	private static String referenced(List<String> columns, String table) {
		String column = (columns.size() == 1) ? ID.matcher(columns.get(0)).replaceFirst("") : "";
		return column.isEmpty() ? table : column;
	}

	private static String join(String prefix, String table, List<String> parts) {
		return prefix + "_" + table + parts.stream().map((part) -> "_" + words(part)).collect(Collectors.joining());
	}

	private static String words(String part) {
		return SEPARATOR.splitAsStream(part).filter((word) -> !word.isEmpty()).collect(Collectors.joining("_"));
	}

}
