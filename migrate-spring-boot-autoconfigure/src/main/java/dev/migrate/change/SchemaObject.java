package dev.migrate.change;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.DependentObjects;
import dev.migrate.schema.Element;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.Namespace;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueKey;
import org.jspecify.annotations.Nullable;

/**
 * The identification of an object that a change creates or drops.
 *
 * @param kind its kind
 * @param owner the table that it belongs to; {@code null} for an independent object
 * @param name its name; for a part of a table without a schema
 */
public record SchemaObject(Kind kind, @Nullable QualifiedName owner, QualifiedName name) {

	private static final Set<Kind> OF_COLUMN = EnumSet.of(Kind.DEFAULT, Kind.IDENTITY, Kind.FORMULA);

	/**
	 * Identify an element.
	 * @param element the element
	 * @return its identification
	 */
	public static SchemaObject of(Element element) {
		return element.accept(Identification.VISITOR);
	}

	static SchemaObject of(Kind kind, QualifiedName name) {
		return new SchemaObject(kind, null, name);
	}

	/**
	 * Identify a part of a table.
	 * @param kind its kind
	 * @param owner the table
	 * @param name its name
	 * @return its identification
	 */
	public static SchemaObject of(Kind kind, QualifiedName owner, String name) {
		return new SchemaObject(kind, owner, QualifiedName.of(name));
	}

	/**
	 * Return whether this object no longer exists once another has been dropped.
	 * @param dropped the other object
	 * @return {@code true} if it is the same, or a part of it
	 */
	public boolean isGoneWith(SchemaObject dropped) {
		if (equals(dropped)) {
			return true;
		}
		return switch (dropped.kind()) {
			case TABLE -> dropped.name().equals(this.owner);
			case COLUMN -> OF_COLUMN.contains(this.kind) && Objects.equals(dropped.owner(), this.owner)
					&& dropped.name().equals(this.name);
			default -> false;
		};
	}

	/**
	 * Return the identification of this object after a change.
	 * @param change the change; only renames matter
	 * @return the same object under its new name
	 */
	public SchemaObject after(Change change) {
		if (change instanceof RenameTable rename) {
			if (rename.from().equals(this.owner)) {
				return new SchemaObject(this.kind, rename.to(), this.name);
			}
			boolean isTable = this.kind == Kind.TABLE && this.name.equals(rename.from());
			return isTable ? new SchemaObject(Kind.TABLE, null, rename.to()) : this;
		}
		if (change instanceof RenameColumn rename && rename.table().equals(this.owner)
				&& (this.kind == Kind.COLUMN || OF_COLUMN.contains(this.kind))
				&& this.name.name().equals(rename.from())) {
			return new SchemaObject(this.kind, this.owner, QualifiedName.of(rename.to()));
		}
		return this;
	}

	/**
	 * Return the display form of the object.
	 * @return for example {@code column product.price}
	 */
	@Override
	public String toString() {
		return this.kind + " " + ((this.owner != null) ? this.owner + "." + this.name : this.name);
	}

	/**
	 * The kinds of objects in a schema.
	 */
	public enum Kind {

		SCHEMA, TYPE, SEQUENCE, TABLE, COLUMN, DEFAULT, IDENTITY, FORMULA, PRIMARY_KEY, UNIQUE_KEY, FOREIGN_KEY, INDEX,
		CHECK;

		/**
		 * Return the display form of the kind.
		 * @return the display form
		 */
		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT).replace('_', ' ');
		}

	}

	/**
	 * Identifies elements.
	 */
	private static final class Identification implements Element.Visitor<SchemaObject> {

		static final Identification VISITOR = new Identification();

		@Override
		public SchemaObject visit(Namespace schema) {
			return of(Kind.SCHEMA, schema.object());
		}

		@Override
		public SchemaObject visit(EnumType type) {
			return of(Kind.TYPE, type.name());
		}

		@Override
		public SchemaObject visit(Sequence sequence) {
			return of(Kind.SEQUENCE, sequence.name());
		}

		@Override
		public SchemaObject visit(Table table) {
			return of(Kind.TABLE, table.name());
		}

		@Override
		public SchemaObject visit(QualifiedName table, Column column) {
			return of(Kind.COLUMN, table, column.name());
		}

		@Override
		public SchemaObject visit(QualifiedName table, PrimaryKey key) {
			return of(Kind.PRIMARY_KEY, table, key.name());
		}

		@Override
		public SchemaObject visit(QualifiedName table, UniqueKey key) {
			return of(Kind.UNIQUE_KEY, table, key.name());
		}

		@Override
		public SchemaObject visit(QualifiedName table, ForeignKey key) {
			return of(Kind.FOREIGN_KEY, table, key.name());
		}

		@Override
		public SchemaObject visit(QualifiedName table, Check check) {
			return of(Kind.CHECK, table, check.name());
		}

		@Override
		public SchemaObject visit(QualifiedName table, Index index) {
			return of(Kind.INDEX, table, index.name());
		}

		@Override
		public SchemaObject visit(DependentObjects objects) {
			throw new IllegalArgumentException("Dependent objects are never managed: " + objects);
		}

	}

}
