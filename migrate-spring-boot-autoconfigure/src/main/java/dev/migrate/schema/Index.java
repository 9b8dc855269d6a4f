package dev.migrate.schema;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An index that does not back a key.
 *
 * @param name the name as the catalog stores it; empty if it has none yet
 * @param parts the indexed columns or expressions, in order
 * @param unique whether the index rejects duplicates
 * @param where the condition of a partial index
 * @param method the access method ({@code btree}, {@code gin}); {@code null} if it is not
 * defined
 * @param definition the statement that creates the index, if the other aspects do not
 * describe it completely (operator classes, included columns); {@code null} if they do
 * @param options what an entity writes after the columns; {@link Expression#NONE} for
 * nothing, and for an index of the database, where it is part of the other aspects. Its
 * canonical form is empty once the database has told these
 */
public record Index(String name, List<Part> parts, boolean unique, Expression where, @Nullable String method,
		@Nullable Definition definition, Expression options) implements TablePart {

	public Index {
		parts = List.copyOf(parts);
	}

	/**
	 * Create an index without options.
	 * @param name the name as the catalog stores it; empty if it has none yet
	 * @param parts the indexed columns or expressions, in order
	 * @param unique whether the index rejects duplicates
	 * @param where the condition of a partial index
	 * @param method the access method; {@code null} if it is not defined
	 * @param definition the statement that creates the index, {@code null} if the other
	 * aspects describe it completely
	 */
	public Index(String name, List<Part> parts, boolean unique, Expression where, @Nullable String method,
			@Nullable Definition definition) {
		this(name, parts, unique, where, method, definition, Expression.NONE);
	}

	/**
	 * Return an index on all rows that accepts duplicates, with no access method defined.
	 * @param name the name as the catalog stores it
	 * @param parts the indexed columns or expressions, in order
	 * @return the index
	 */
	public static Index of(String name, List<Part> parts) {
		return new Index(name, parts, false, Expression.NONE, null, null);
	}

	/**
	 * Return an index on whole columns.
	 * @param name the name as the catalog stores it
	 * @param columns the names of the columns, in order
	 * @return the index
	 */
	public static Index on(String name, String... columns) {
		return of(name, Arrays.stream(columns).map(Part::of).toList());
	}

	/**
	 * Return this index with another name.
	 * @param name the name
	 * @return the changed copy
	 */
	@Override
	public Index withName(String name) {
		return new Index(name, this.parts, this.unique, this.where, this.method, this.definition, this.options);
	}

	/**
	 * Return this index with other parts.
	 * @param parts the indexed columns or expressions, in order
	 * @return the changed copy
	 */
	public Index withParts(List<Part> parts) {
		return new Index(this.name, parts, this.unique, this.where, this.method, this.definition, this.options);
	}

	/**
	 * Return this index with other uniqueness.
	 * @param unique whether the index rejects duplicates
	 * @return the changed copy
	 */
	public Index withUnique(boolean unique) {
		return new Index(this.name, this.parts, unique, this.where, this.method, this.definition, this.options);
	}

	/**
	 * Return this index with another condition.
	 * @param where the condition, {@link Expression#NONE} for all rows
	 * @return the changed copy
	 */
	public Index withWhere(Expression where) {
		return new Index(this.name, this.parts, this.unique, where, this.method, this.definition, this.options);
	}

	/**
	 * Return this index with another access method.
	 * @param method the access method, {@code null} if it is not defined
	 * @return the changed copy
	 */
	public Index withMethod(@Nullable String method) {
		return new Index(this.name, this.parts, this.unique, this.where, method, this.definition, this.options);
	}

	/**
	 * Return this index with another definition.
	 * @param definition the definition, {@code null} for none
	 * @return the changed copy
	 */
	public Index withDefinition(@Nullable Definition definition) {
		return new Index(this.name, this.parts, this.unique, this.where, this.method, definition, this.options);
	}

	/**
	 * Return this index with other options.
	 * @param options what an entity writes after the columns
	 * @return the changed copy
	 */
	public Index withOptions(Expression options) {
		return new Index(this.name, this.parts, this.unique, this.where, this.method, this.definition, options);
	}

	/**
	 * Return whether the index covers whole columns of all rows, as a key would.
	 * @return {@code false} if it has an expression, a condition, a definition or options
	 */
	public boolean isPlain() {
		return this.definition == null && !this.where.isPresent() && !this.options.isPresent()
				&& this.parts.stream().allMatch((part) -> part.column() != null);
	}

	/**
	 * Return whether the index belongs to a constraint other than a key, such as an
	 * exclusion constraint, and is created and dropped with it.
	 * @return {@code true} if its definition adds a constraint
	 */
	public boolean isOfConstraint() {
		return this.definition != null && this.definition.kind() == Definition.Kind.CONSTRAINT;
	}

	/**
	 * Return whether the index is on a column, or may refer to it in an expression, its
	 * condition or its definition.
	 * @param column the name of the column
	 * @return {@code false} only if the index cannot depend on it
	 */
	@Override
	public boolean dependsOn(String column) {
		return this.where.mentions(column) || this.options.mentions(column)
				|| this.parts.stream().anyMatch((part) -> part.dependsOn(column))
				|| (this.definition != null && new Expression(this.definition.structure()).mentions(column));
	}

	/**
	 * One column or expression of an index.
	 *
	 * @param column the name of the column; {@code null} for an expression
	 * @param expression the expression; {@link Expression#NONE} for a column. One that
	 * the database reads as a column has an empty canonical form
	 * @param descending whether the part is sorted in descending order
	 * @param clauses the clauses that only the product has
	 */
	public record Part(@Nullable String column, Expression expression, boolean descending, Clauses clauses) {

		/**
		 * Create a part without further clauses.
		 * @param column the name of the column; {@code null} for an expression
		 * @param expression the expression; {@link Expression#NONE} for a column
		 * @param descending whether the part is sorted in descending order
		 */
		public Part(@Nullable String column, Expression expression, boolean descending) {
			this(column, expression, descending, Clauses.NONE);
		}

		/**
		 * Return a part that is a column in ascending order.
		 * @param column the name of the column
		 * @return the part
		 */
		public static Part of(String column) {
			return new Part(column, Expression.NONE, false);
		}

		/**
		 * Return a part that is an expression in ascending order.
		 * @param expression the expression
		 * @return the part
		 */
		public static Part of(Expression expression) {
			return new Part(null, expression, false);
		}

		/**
		 * Return this part with another order.
		 * @param descending whether the part is sorted in descending order
		 * @return the changed copy
		 */
		public Part withDescending(boolean descending) {
			return new Part(this.column, this.expression, descending, this.clauses);
		}

		/**
		 * Return this part with another column and expression.
		 * @param column the name of the column, {@code null} for an expression
		 * @param expression the expression, {@link Expression#NONE} for a column
		 * @return the changed copy
		 */
		public Part with(@Nullable String column, Expression expression) {
			return new Part(column, expression, this.descending, this.clauses);
		}

		/**
		 * Return whether the part is a column or may refer to it.
		 * @param column the name of the column
		 * @return {@code false} only if the part cannot depend on it
		 */
		public boolean dependsOn(String column) {
			return column.equals(this.column) || this.expression.mentions(column);
		}

		@Override
		public String toString() {
			return ((this.column != null) ? this.column : this.expression.sql()) + (this.descending ? " desc" : "");
		}

	}

	/**
	 * The statement that creates an index.
	 *
	 * @param kind the kind of statement
	 * @param statement the whole statement; empty if the entity's parts and options are
	 * written instead
	 * @param structure the statement without the names of the index and its table: equal
	 * for two indexes that differ in their names alone
	 */
	public record Definition(Kind kind, String statement, String structure) {

		/**
		 * The kinds of statements that create an index.
		 */
		public enum Kind {

			/**
			 * The statement creates the index.
			 */
			INDEX,

			/**
			 * The statement adds a constraint that the index belongs to.
			 */
			CONSTRAINT

		}

	}

}
