package dev.migrate.schema;

import org.jspecify.annotations.Nullable;

/**
 * The type of a column, as SQL text: {@code varchar(255)},
 * {@code timestamp(6) with time zone}, {@code enum ('A','B')}.
 * <p>
 * Two types are equal if their canonical texts are: the dialect normalizes the text of
 * every type before anything is compared. The text that is written is the definition of
 * the database or the entity, and is never compared.
 *
 * @param text the type to write, in the syntax of the product, never blank
 * @param canonical the text to compare
 */
public record SqlType(String text, String canonical) {

	public SqlType {
		if (text.isBlank()) {
			throw new IllegalArgumentException("A type needs a text");
		}
	}

	/**
	 * Create a type from a text in canonical form.
	 * @param text the text
	 */
	public SqlType(String text) {
		this(text, text);
	}

	/**
	 * Return this type with another text to write.
	 * @param text the definition of the type in the database
	 * @return the type, which is compared as before
	 */
	public SqlType withText(String text) {
		return new SqlType(text, this.canonical);
	}

	/**
	 * Return whether the type may refer to a named type.
	 * @param name the name within its schema
	 * @return {@code false} only if it cannot
	 */
	public boolean mentions(String name) {
		return new Expression(this.text).mentions(name);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof SqlType that && this.canonical.equals(that.canonical);
	}

	@Override
	public int hashCode() {
		return this.canonical.hashCode();
	}

	@Override
	public String toString() {
		return this.text;
	}

}
