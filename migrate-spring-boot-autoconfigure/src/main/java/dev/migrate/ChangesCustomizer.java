package dev.migrate;

import dev.migrate.change.Changes;
import dev.migrate.schema.Schema;

/**
 * Callback interface to customize generated changes before they are written. Beans of
 * this type are called in order, each with the result of the previous one. They also
 * apply to {@code check}, so that it agrees with {@code generate-changeset}.
 * <p>
 * Objects that are created by added changes are unmanaged: they are not dropped
 * automatically.
 */
@FunctionalInterface
public interface ChangesCustomizer {

	/**
	 * Customize the changes.
	 * @param changes the changes, in the order in which they are applied
	 * @param context the context of the changes
	 * @return the changes to write; use {@link Changes#of(java.util.Collection)} to order
	 * them
	 */
	Changes customize(Changes changes, Context context);

	/**
	 * The context of the changes.
	 *
	 * @param database the name of the database in this application
	 * @param product the short name of the product, for example {@code postgresql}
	 * @param current the current schema
	 * @param desired the schema that the entities map
	 */
	record Context(String database, String product, Schema current, Schema desired) {

	}

}
