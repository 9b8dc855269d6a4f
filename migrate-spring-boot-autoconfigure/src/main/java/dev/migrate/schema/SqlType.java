package dev.migrate.schema;

/**
 * The type of a column, as SQL text: {@code varchar(255)},
 * {@code timestamp(6) with time zone}, {@code enum ('A','B')}.
 * <p>
 * Two types are equal when their canonical texts are: the dialect normalizes the text of
 * every type before anything is compared.
 *
 * @param text the type in the syntax of the product, never blank
 */
public record SqlType(String text) {

	public SqlType {
		if (text.isBlank()) {
			throw new IllegalArgumentException("A type needs a text");
		}
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
	public String toString() {
		return this.text;
	}

}
