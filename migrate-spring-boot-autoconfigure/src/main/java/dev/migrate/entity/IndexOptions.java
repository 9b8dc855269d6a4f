package dev.migrate.entity;

import java.util.List;
import java.util.Objects;

import dev.migrate.schema.Expression;
import dev.migrate.schema.Index;
import dev.migrate.schema.SqlToken;
import org.jspecify.annotations.Nullable;

/**
 * What an entity writes after the columns of an index or a unique key.
 *
 * @param where the condition; {@link Expression#NONE} if there is none
 * @param others the clauses before the condition; empty if there are none
 */
record IndexOptions(Expression where, String others) {

	/**
	 * Parse the options of an annotation.
	 * @param options the options; {@code null} for none
	 * @return the parts
	 */
	static IndexOptions parse(@Nullable String options) {
		String text = Objects.requireNonNullElse(options, "").strip();
		List<SqlToken> tokens = SqlToken.of(text);
		int depth = 0;
		int position = 0;
		for (SqlToken token : tokens) {
			if (depth == 0 && token.kind() == SqlToken.Kind.WORD && token.text().equalsIgnoreCase("where")) {
				return new IndexOptions(new Expression(text.substring(position + token.text().length()).strip()),
						text.substring(0, position).strip());
			}
			depth += token.text().equals("(") ? 1 : (token.text().equals(")") ? -1 : 0);
			position += token.text().length();
		}
		return new IndexOptions(Expression.NONE, text);
	}

	/**
	 * Return whether a key with these options is an index: no product has a unique
	 * constraint on a part of the rows.
	 * @return {@code true} if there is a condition
	 */
	boolean areOfIndex() {
		return this.where.isPresent();
	}

	/**
	 * Add the options to an index. A condition alone is one that every product spells
	 * alike; everything else is left to the database.
	 * @param index the index
	 * @return the index with its options
	 */
	Index applyTo(Index index) {
		if (this.others.isEmpty()) {
			return index.withWhere(this.where);
		}
		return index.withWhere(this.where)
			.withOptions(
					new Expression(this.where.isPresent() ? this.others + " where " + this.where.sql() : this.others));
	}

}
