package dev.migrate.schema;

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

	/**
	 * Returns whether there is an expression.
	 * @return {@code false} for {@link #NONE}
	 */
	public boolean isPresent() {
		return !this.sql.isEmpty();
	}

	@Override
	public String toString() {
		return isPresent() ? this.sql : "none";
	}

}
