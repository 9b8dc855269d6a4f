package dev.migrate.schema;

import org.jspecify.annotations.Nullable;

/**
 * A column of a table.
 * <p>
 * An aspect that is {@code null} is not defined by its schema and never compared. A
 * schema that is read from a database defines every aspect, with {@code NONE} or the
 * empty text for an absent one.
 *
 * @param name the name as the catalog stores it
 * @param type the type
 * @param nullable whether the column accepts null
 * @param defaultValue the default
 * @param identity how the database generates numbers for the column
 * @param generatedAs the generation expression
 * @param collation the collation, if it is not the database's default; empty for none
 * @param comment the comment; empty for none
 * @param storage whether the values of a generated column are stored; {@code null} for
 * any other column, and if the product has only one way
 */
public record Column(String name, SqlType type, boolean nullable, @Nullable Expression defaultValue,
		@Nullable Identity identity, @Nullable Expression generatedAs, @Nullable String collation,
		@Nullable String comment, @Nullable Storage storage) implements TablePart {

	/**
	 * Create a column without a defined storage.
	 * @param name the name as the catalog stores it
	 * @param type the type
	 * @param nullable whether the column accepts null
	 * @param defaultValue the default
	 * @param identity how the database generates numbers for the column
	 * @param generatedAs the generation expression
	 * @param collation the collation
	 * @param comment the comment
	 */
	public Column(String name, SqlType type, boolean nullable, @Nullable Expression defaultValue,
			@Nullable Identity identity, @Nullable Expression generatedAs, @Nullable String collation,
			@Nullable String comment) {
		this(name, type, nullable, defaultValue, identity, generatedAs, collation, comment, null);
	}

	/**
	 * Return a column of which only the name, type and nullability are defined.
	 * @param name the name as the catalog stores it
	 * @param type the text of the type
	 * @param nullable whether the column accepts null
	 * @return the column
	 */
	public static Column of(String name, String type, boolean nullable) {
		return of(name, new SqlType(type), nullable);
	}

	/**
	 * Return a column of which only the name, type and nullability are defined.
	 * @param name the name as the catalog stores it
	 * @param type the type
	 * @param nullable whether the column accepts null
	 * @return the column
	 */
	public static Column of(String name, SqlType type, boolean nullable) {
		return new Column(name, type, nullable, null, null, null, null, null, null);
	}

	/**
	 * Return this column with another name.
	 * @param name the name
	 * @return the changed copy
	 */
	@Override
	public Column withName(String name) {
		return new Column(name, this.type, this.nullable, this.defaultValue, this.identity, this.generatedAs,
				this.collation, this.comment, this.storage);
	}

	/**
	 * Return this column with another type.
	 * @param type the type
	 * @return the changed copy
	 */
	public Column withType(SqlType type) {
		return new Column(this.name, type, this.nullable, this.defaultValue, this.identity, this.generatedAs,
				this.collation, this.comment, this.storage);
	}

	/**
	 * Return this column with other nullability.
	 * @param nullable whether the column accepts null
	 * @return the changed copy
	 */
	public Column withNullable(boolean nullable) {
		return new Column(this.name, this.type, nullable, this.defaultValue, this.identity, this.generatedAs,
				this.collation, this.comment, this.storage);
	}

	/**
	 * Return this column with another default.
	 * @param defaultValue the default, {@code null} if it is not defined
	 * @return the changed copy
	 */
	public Column withDefaultValue(@Nullable Expression defaultValue) {
		return new Column(this.name, this.type, this.nullable, defaultValue, this.identity, this.generatedAs,
				this.collation, this.comment, this.storage);
	}

	/**
	 * Return this column with another identity.
	 * @param identity the identity, {@code null} if it is not defined
	 * @return the changed copy
	 */
	public Column withIdentity(@Nullable Identity identity) {
		return new Column(this.name, this.type, this.nullable, this.defaultValue, identity, this.generatedAs,
				this.collation, this.comment, this.storage);
	}

	/**
	 * Return this column with another generation expression.
	 * @param generatedAs the generation expression, {@code null} if it is not defined
	 * @return the changed copy
	 */
	public Column withGeneratedAs(@Nullable Expression generatedAs) {
		return new Column(this.name, this.type, this.nullable, this.defaultValue, this.identity, generatedAs,
				this.collation, this.comment, (generatedAs != null && generatedAs.isPresent()) ? this.storage : null);
	}

	/**
	 * Return this column with another storage of its generated values.
	 * @param storage the storage, {@code null} if it is not defined
	 * @return the changed copy
	 */
	public Column withStorage(@Nullable Storage storage) {
		return new Column(this.name, this.type, this.nullable, this.defaultValue, this.identity, this.generatedAs,
				this.collation, this.comment, storage);
	}

	/**
	 * Return this column with another collation.
	 * @param collation the collation, {@code null} if it is not defined
	 * @return the changed copy
	 */
	public Column withCollation(@Nullable String collation) {
		return new Column(this.name, this.type, this.nullable, this.defaultValue, this.identity, this.generatedAs,
				collation, this.comment, this.storage);
	}

	/**
	 * Return this column with another comment.
	 * @param comment the comment, {@code null} if it is not defined
	 * @return the changed copy
	 */
	public Column withComment(@Nullable String comment) {
		return new Column(this.name, this.type, this.nullable, this.defaultValue, this.identity, this.generatedAs,
				this.collation, comment, this.storage);
	}

	/**
	 * Return this column with every aspect that it does not define, and the definition of
	 * every equal one, taken from another one.
	 * @param other the column to take from
	 * @return the filled copy
	 */
	public Column orElse(Column other) {
		return new Column(this.name, other.type.equals(this.type) ? other.type : this.type, this.nullable,
				orExpression(this.defaultValue, other.defaultValue), orIdentity(other),
				orExpression(this.generatedAs, other.generatedAs), or(this.collation, other.collation),
				or(this.comment, other.comment), (this.generatedAs != null) ? this.storage : other.storage);
	}

	/**
	 * Return whether the column has a default.
	 * @return {@code false} also if the default is not defined
	 */
	public boolean hasDefault() {
		return defaultOrNone().isPresent();
	}

	/**
	 * Return whether the database generates numbers for the column.
	 * @return {@code false} also if the identity is not defined
	 */
	public boolean isNumbered() {
		return identityOrNone().isPresent();
	}

	/**
	 * Return whether the database computes the values of the column.
	 * @return {@code false} also if the generation expression is not defined
	 */
	public boolean isGenerated() {
		return generatedAsOrNone().isPresent();
	}

	/**
	 * Return the default.
	 * @return the default, {@link Expression#NONE} also if it is not defined
	 */
	public Expression defaultOrNone() {
		return (this.defaultValue != null) ? this.defaultValue : Expression.NONE;
	}

	/**
	 * Return the identity.
	 * @return the identity, {@link Identity#NONE} also if it is not defined
	 */
	public Identity identityOrNone() {
		return (this.identity != null) ? this.identity : Identity.NONE;
	}

	/**
	 * Return the generation expression.
	 * @return the expression, {@link Expression#NONE} also if it is not defined
	 */
	public Expression generatedAsOrNone() {
		return (this.generatedAs != null) ? this.generatedAs : Expression.NONE;
	}

	/**
	 * Return whether existing rows get a value when the column is added.
	 * @return {@code true} with a default, an identity or a generation expression
	 */
	public boolean isFilled() {
		return isGenerated() || hasDefault() || isNumbered();
	}

	/**
	 * Return whether the generation expression may refer to a column.
	 * @param column the name of the column
	 * @return {@code false} only if it cannot
	 */
	@Override
	public boolean dependsOn(String column) {
		return generatedAsOrNone().mentions(column);
	}

	/**
	 * Return whether the type or the default may refer to a named type or a sequence.
	 * @param name the name of the type or sequence, within its schema
	 * @return {@code false} only if they cannot
	 */
	public boolean uses(String name) {
		return this.type.mentions(name) || defaultOrNone().mentions(name);
	}

	private @Nullable Identity orIdentity(Column other) {
		if (this.identity == null || other.identity == null) {
			return or(this.identity, other.identity);
		}
		return this.identity.orElse(other.identity);
	}

	private static @Nullable Expression orExpression(@Nullable Expression own, @Nullable Expression other) {
		return (own == null || own.equals(other)) ? other : own;
	}

	private static <T> @Nullable T or(@Nullable T first, @Nullable T second) {
		return (first != null) ? first : second;
	}

	/**
	 * The ways to store the values of a generated column.
	 */
	public enum Storage {

		/**
		 * The values are computed when a row is written.
		 */
		STORED,

		/**
		 * The values are computed when a row is read.
		 */
		VIRTUAL

	}

}
