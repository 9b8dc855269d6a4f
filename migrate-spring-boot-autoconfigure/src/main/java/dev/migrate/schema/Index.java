package dev.migrate.schema;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An index that backs no key.
 *
 * @param name the name as the catalog stores it; empty where nobody has chosen one yet
 * @param parts the indexed columns or expressions, in order
 * @param unique whether the index refuses duplicates
 * @param where the condition of a partial index
 * @param method the access method ({@code btree}, {@code gin}); {@code null} for no
 * opinion
 * @param definition the statement that makes the index, where the database hands one out
 * and the other aspects cannot say everything (operator classes, included columns);
 * {@code null} where they can
 */
public record Index(String name, List<Part> parts, boolean unique, Expression where, @Nullable String method,
		@Nullable String definition) {

	public Index {
		parts = List.copyOf(parts);
	}

	/**
	 * Returns whether the index covers whole columns alone, all rows, as a key would.
	 * @return {@code false} where it has an expression, a condition or a definition of
	 * its own
	 */
	public boolean isPlain() {
		return this.definition == null && !this.where.isPresent()
				&& this.parts.stream().allMatch((part) -> part.column() != null);
	}

	/**
	 * Returns whether the index belongs to a constraint that is no key, such as one that
	 * excludes overlaps, and comes and goes with it.
	 * @return {@code true} where its definition adds a constraint
	 */
	public boolean isOfConstraint() {
		return this.definition != null && this.definition.regionMatches(true, 0, "alter table ", 0, 12);
	}

	/**
	 * One column or expression of an index.
	 *
	 * @param column the column's name; {@code null} for an expression
	 * @param expression the expression; {@link Expression#NONE} for a column
	 * @param descending whether the part is sorted downwards
	 */
	public record Part(@Nullable String column, Expression expression, boolean descending) {

		/**
		 * Return a part that is a column, sorted upwards.
		 * @param column the column's name
		 * @return the part
		 */
		public static Part of(String column) {
			return new Part(column, Expression.NONE, false);
		}

		@Override
		public String toString() {
			return ((this.column != null) ? this.column : this.expression.sql()) + (this.descending ? " desc" : "");
		}

	}

}
