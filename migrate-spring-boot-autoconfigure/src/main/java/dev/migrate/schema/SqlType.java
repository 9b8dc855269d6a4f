package dev.migrate.schema;

/**
 * The type of a column, as SQL text: {@code varchar(255)},
 * {@code timestamp(6) with time zone}, {@code enum ('A','B')}.
 * <p>
 * Two types are the same when their canonical texts are: the dialect brings every
 * spelling of a type into one form before anything is compared.
 *
 * @param text the type as the product spells it, never blank
 */
public record SqlType(String text) {

	public SqlType {
		if (text.isBlank()) {
			throw new IllegalArgumentException("A type needs a text");
		}
	}

	@Override
	public String toString() {
		return this.text;
	}

}
