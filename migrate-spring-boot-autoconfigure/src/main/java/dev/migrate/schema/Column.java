package dev.migrate.schema;

import org.jspecify.annotations.Nullable;

/**
 * A column of a table.
 * <p>
 * An aspect that is {@code null} is one that its side has no opinion of: it is never
 * compared. What is read from a database has an opinion of everything and says
 * {@code NONE} where there is nothing.
 *
 * @param name the name as the catalog stores it
 * @param type the type
 * @param nullable whether the column takes null
 * @param defaultValue the default
 * @param identity how the database numbers the column
 * @param generatedAs the formula that the database computes the column from
 * @param collation the collation, where it is not the database's own; the empty text for
 * none
 * @param comment the comment; the empty text for none
 * @param storage whether a generated column's values are stored; {@code null} where it is
 * no generated one, or the product has one way alone
 */
public record Column(String name, SqlType type, boolean nullable, @Nullable Expression defaultValue,
		@Nullable Identity identity, @Nullable Expression generatedAs, @Nullable String collation,
		@Nullable String comment, @Nullable Storage storage) {

	/**
	 * Create a column that has no opinion of how its generated values are kept.
	 * @param name the name as the catalog stores it
	 * @param type the type
	 * @param nullable whether the column takes null
	 * @param defaultValue the default
	 * @param identity how the database numbers the column
	 * @param generatedAs the formula that the database computes the column from
	 * @param collation the collation
	 * @param comment the comment
	 */
	public Column(String name, SqlType type, boolean nullable, @Nullable Expression defaultValue,
			@Nullable Identity identity, @Nullable Expression generatedAs, @Nullable String collation,
			@Nullable String comment) {
		this(name, type, nullable, defaultValue, identity, generatedAs, collation, comment, null);
	}

	/**
	 * Return a column that has a name, a type and nullability, and no opinion otherwise.
	 * @param name the name as the catalog stores it
	 * @param type the type's text
	 * @param nullable whether the column takes null
	 * @return the column
	 */
	public static Column of(String name, String type, boolean nullable) {
		return new Column(name, new SqlType(type), nullable, null, null, null, null, null);
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
	 * @param nullable whether the column takes null
	 * @return the changed copy
	 */
	public Column withNullable(boolean nullable) {
		return new Column(this.name, this.type, nullable, this.defaultValue, this.identity, this.generatedAs,
				this.collation, this.comment, this.storage);
	}

	/**
	 * Return this column with another default.
	 * @param defaultValue the default, {@code null} for no opinion
	 * @return the changed copy
	 */
	public Column withDefaultValue(@Nullable Expression defaultValue) {
		return new Column(this.name, this.type, this.nullable, defaultValue, this.identity, this.generatedAs,
				this.collation, this.comment, this.storage);
	}

	/**
	 * Return this column with another identity.
	 * @param identity the identity, {@code null} for no opinion
	 * @return the changed copy
	 */
	public Column withIdentity(@Nullable Identity identity) {
		return new Column(this.name, this.type, this.nullable, this.defaultValue, identity, this.generatedAs,
				this.collation, this.comment, this.storage);
	}

	/**
	 * Return this column with another formula.
	 * @param generatedAs the formula, {@code null} for no opinion
	 * @return the changed copy
	 */
	public Column withGeneratedAs(@Nullable Expression generatedAs) {
		boolean generated = generatedAs != null && generatedAs.isPresent();
		return new Column(this.name, this.type, this.nullable, this.defaultValue, this.identity, generatedAs,
				this.collation, this.comment, generated ? this.storage : null);
	}

	/**
	 * Return this column with its generated values kept in another way.
	 * @param storage the way, {@code null} for no opinion
	 * @return the changed copy
	 */
	public Column withStorage(@Nullable Storage storage) {
		return new Column(this.name, this.type, this.nullable, this.defaultValue, this.identity, this.generatedAs,
				this.collation, this.comment, storage);
	}

	/**
	 * Return this column with another collation.
	 * @param collation the collation, {@code null} for no opinion
	 * @return the changed copy
	 */
	public Column withCollation(@Nullable String collation) {
		return new Column(this.name, this.type, this.nullable, this.defaultValue, this.identity, this.generatedAs,
				collation, this.comment, this.storage);
	}

	/**
	 * Return this column with another comment.
	 * @param comment the comment, {@code null} for no opinion
	 * @return the changed copy
	 */
	public Column withComment(@Nullable String comment) {
		return new Column(this.name, this.type, this.nullable, this.defaultValue, this.identity, this.generatedAs,
				this.collation, comment, this.storage);
	}

	/**
	 * Return this column with every aspect that it has no opinion of taken from another.
	 * @param other the column to take from
	 * @return the filled copy
	 */
	public Column orElse(Column other) {
		return new Column(this.name, this.type, this.nullable, or(this.defaultValue, other.defaultValue),
				orIdentity(other), or(this.generatedAs, other.generatedAs), or(this.collation, other.collation),
				or(this.comment, other.comment), (this.generatedAs != null) ? this.storage : other.storage);
	}

	/**
	 * Return whether the database computes the column's values.
	 * @return {@code true} for a generated column
	 */
	public boolean isGenerated() {
		return this.generatedAs != null && this.generatedAs.isPresent();
	}

	/**
	 * Return whether the database has a value for rows that exist when the column is
	 * added.
	 * @return {@code true} with a default, an identity or a formula
	 */
	public boolean isFilled() {
		return isGenerated() || (this.defaultValue != null && this.defaultValue.isPresent())
				|| (this.identity != null && this.identity.isPresent());
	}

	private @Nullable Identity orIdentity(Column other) {
		if (this.identity == null || other.identity == null) {
			return or(this.identity, other.identity);
		}
		return this.identity.orElse(other.identity);
	}

	private static <T> @Nullable T or(@Nullable T first, @Nullable T second) {
		return (first != null) ? first : second;
	}

	/**
	 * The ways to keep the values of a generated column.
	 */
	public enum Storage {

		/**
		 * They are computed when a row is written.
		 */
		STORED,

		/**
		 * They are computed when a row is read.
		 */
		VIRTUAL

	}

}
