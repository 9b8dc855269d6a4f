package dev.migrate;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names a bean that migrates rows.
 * <p>
 * The bean is a {@link RowMigration}. A changeset runs it at its place in the order of
 * the revisions:
 *
 * <pre class="code">
 * changes:
 *   - customChange: {class: dev.migrate.run.data.DataMigrationChange, name: fill-names}
 * </pre>
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface DataMigration {

	/**
	 * The name by which changesets refer to the bean. It must not change while a database
	 * is to be migrated.
	 * @return the name, of at most 100 characters
	 */
	String value();

	/**
	 * The column of the query by which the rows are numbered: each row has another value,
	 * which is not null and does not change, and by which the database finds rows
	 * quickly.
	 * @return the name of the column, as the database accepts it without quotes
	 */
	String key() default "id";

	/**
	 * How many rows are migrated in one transaction.
	 * @return the number, at least 1
	 */
	int batchSize() default 1000;

}
