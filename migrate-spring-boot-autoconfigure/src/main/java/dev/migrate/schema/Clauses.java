package dev.migrate.schema;

import org.jspecify.annotations.Nullable;

/**
 * The clauses of a constraint that only its product has. They are written where the
 * constraint is restored, and never compared: all clauses are equal.
 *
 * @param inner the clauses that follow the columns or the condition, with a blank before
 * each
 * @param trailing the clauses at the end, which only a statement that adds the constraint
 * to a table may have, with a blank before each
 */
public record Clauses(String inner, String trailing) {

	/**
	 * No clauses.
	 */
	public static final Clauses NONE = new Clauses("", "");

	/**
	 * Return whether there are no clauses.
	 * @return {@code true} for {@link #NONE}
	 */
	public boolean isEmpty() {
		return this.inner.isEmpty() && this.trailing.isEmpty();
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Clauses;
	}

	@Override
	public int hashCode() {
		return Clauses.class.getName().hashCode();
	}

}
