package dev.migrate.change;

import java.util.Locale;

import dev.migrate.schema.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * What identifies a thing that a change creates or drops.
 *
 * @param kind what it is
 * @param owner the table that it belongs to; {@code null} for a thing of its own
 * @param name its name; for a part of a table without a schema
 */
public record SchemaObject(Kind kind, @Nullable QualifiedName owner, QualifiedName name) {

	static SchemaObject of(Kind kind, QualifiedName name) {
		return new SchemaObject(kind, null, name);
	}

	static SchemaObject of(Kind kind, QualifiedName owner, String name) {
		return new SchemaObject(kind, owner, QualifiedName.of(name));
	}

	/**
	 * Return the thing as a person reads it.
	 * @return for example {@code column product.price}
	 */
	@Override
	public String toString() {
		return this.kind + " " + ((this.owner != null) ? this.owner + "." + this.name : this.name);
	}

	/**
	 * The kinds of things in a schema.
	 */
	public enum Kind {

		SCHEMA, TYPE, SEQUENCE, TABLE, COLUMN, DEFAULT, IDENTITY, FORMULA, PRIMARY_KEY, UNIQUE_KEY, FOREIGN_KEY, INDEX,
		CHECK;

		/**
		 * Return the kind as people read it.
		 * @return lower-case words
		 */
		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT).replace('_', ' ');
		}

	}

}
