package dev.migrate;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Strategy for the names of the constraints and indexes that an entity does not name. A
 * bean of this type replaces the default one, which returns names such as
 * {@code fk_comment_issue} and {@code uk_user_email}.
 * <p>
 * Existing constraints and indexes keep their names. A name that is too long for the
 * product, or that another object has, is truncated and completed with a hash.
 */
@FunctionalInterface
public interface ConstraintNamer {

	/**
	 * Return the name of a constraint or index. It must depend only on the argument, so
	 * that the same entities have the same names everywhere.
	 * @param unnamed the constraint or index
	 * @return the name; without quotes, in lower case if the database is to fold it as it
	 * folds unquoted names
	 */
	String name(Unnamed unnamed);

	/**
	 * A constraint or index without a name.
	 *
	 * @param kind its kind
	 * @param table its table; in lower case if unquoted
	 * @param columns its columns, in order; for an index also the text of an expression,
	 * for a check the columns that it mentions
	 * @param referencedTable the table that a foreign key references; {@code null} for
	 * other kinds
	 */
	record Unnamed(Kind kind, String table, List<String> columns, @Nullable String referencedTable) {

		public Unnamed {
			columns = List.copyOf(columns);
		}

	}

	/**
	 * The kinds of constraints and indexes.
	 */
	enum Kind {

		/**
		 * A primary key.
		 */
		PRIMARY_KEY,

		/**
		 * A unique constraint.
		 */
		UNIQUE_KEY,

		/**
		 * A foreign key.
		 */
		FOREIGN_KEY,

		/**
		 * A check constraint.
		 */
		CHECK,

		/**
		 * An index.
		 */
		INDEX

	}

}
