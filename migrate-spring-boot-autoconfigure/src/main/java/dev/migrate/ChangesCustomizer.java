package dev.migrate;

import dev.migrate.change.Changes;
import dev.migrate.schema.Schema;

/**
 * Sees and edits changes before they are written. Beans of this type are called one after
 * the other, in Spring's order, each with what the one before it returned; by
 * {@code check} too, so that it agrees with what {@code generate-changeset} would write.
 * <p>
 * Changes that are added here are not marked as created for an entity: nothing drops them
 * later by itself.
 */
@FunctionalInterface
public interface ChangesCustomizer {

	/**
	 * Edit changes.
	 * @param changes the changes, in the order in which they are applied
	 * @param context what they are for
	 * @return the changes to write, which may be the same;
	 * {@link Changes#of(java.util.Collection)} puts changes into their order
	 */
	Changes customize(Changes changes, Context context);

	/**
	 * What changes are for.
	 *
	 * @param database the name of the database in this application
	 * @param product the short name of the product, for example {@code postgresql}
	 * @param current the schema as it is
	 * @param desired the schema that the entities ask for
	 */
	record Context(String database, String product, Schema current, Schema desired) {

	}

}
