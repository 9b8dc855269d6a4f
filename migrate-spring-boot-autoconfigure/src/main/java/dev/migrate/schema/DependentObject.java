package dev.migrate.schema;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * An object that depends on a table, or on a part of one, and that no entity maps: a
 * view, a trigger, a policy.
 *
 * @param kind the kind of object
 * @param table the table or view that it belongs to, for example the one of a trigger;
 * {@code null} if it is independent
 * @param name the name; without a schema if it belongs to a table
 * @param depth the number of dependent objects between it and a table, on the longest way
 * @param isRecreatable whether it can be dropped and created again without loss
 */
public record DependentObject(Kind kind, @Nullable QualifiedName table, QualifiedName name, int depth,
		boolean isRecreatable) {

	/**
	 * Return this object as one that belongs to another table.
	 * @param table the table
	 * @return the changed copy
	 */
	public DependentObject withTable(QualifiedName table) {
		return new DependentObject(this.kind, table, this.name, this.depth, this.isRecreatable);
	}

	/**
	 * Return this object with another depth.
	 * @param depth the number of dependent objects between it and a table
	 * @return the changed copy
	 */
	public DependentObject withDepth(int depth) {
		return new DependentObject(this.kind, this.table, this.name, depth, this.isRecreatable);
	}

	/**
	 * Return this object as one that cannot be recreated.
	 * @return the changed copy
	 */
	public DependentObject withoutRecreation() {
		return new DependentObject(this.kind, this.table, this.name, this.depth, false);
	}

	/**
	 * Return the display form of the object.
	 * @return for example {@code policy visible of orders}
	 */
	@Override
	public String toString() {
		return this.kind + " " + this.name + ((this.table != null) ? " of " + this.table : "");
	}

	/**
	 * The kinds of dependent objects.
	 */
	public enum Kind {

		VIEW, MATERIALIZED_VIEW, RULE, TRIGGER, POLICY, GENERATED_COLUMN, INDEX, FOREIGN_KEY, FUNCTION, PROCEDURE,
		EVENT, STATISTICS, PUBLICATION, PRIVILEGE, PARTITION_KEY, INHERITED_COLUMN, DOMAIN, TABLE;

		/**
		 * Return the display form of the kind.
		 * @return the display form
		 */
		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT).replace('_', ' ');
		}

	}

}
