package dev.migrate.schema;

import java.util.regex.Pattern;

/**
 * A piece of SQL that a schema holds: a default, a check, a generated column's formula.
 *
 * @param sql the expression's text, without the keywords around it; empty for
 * {@link #NONE}
 */
public record Expression(String sql) {

	/**
	 * Says that there is none, where {@code null} would say that nobody has an opinion.
	 */
	public static final Expression NONE = new Expression("");

	private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*");

	/**
	 * Returns whether there is an expression.
	 * @return {@code false} for {@link #NONE}
	 */
	public boolean isPresent() {
		return !this.sql.isEmpty();
	}

	/**
	 * Return whether the expression may speak of a column; where the text alone does not
	 * tell, it may.
	 * @param column the column's name
	 * @return {@code false} where it surely does not
	 */
	public boolean mentions(String column) {
		if (!WORD.matcher(column).matches()) {
			return this.sql.contains(column) || this.sql.contains(column.replace("\"", "\"\""));
		}
		return WORD.matcher(this.sql).results().anyMatch((word) -> word.group().equalsIgnoreCase(column));
	}

	@Override
	public String toString() {
		return isPresent() ? this.sql : "none";
	}

}
