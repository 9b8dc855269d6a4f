package dev.migrate.dialect;

import java.util.List;
import java.util.Optional;

import dev.migrate.dialect.h2.H2Dialect;
import dev.migrate.dialect.hsqldb.HsqldbDialect;
import dev.migrate.dialect.postgresql.PostgresqlDialect;

/**
 * The dialects that there are.
 */
public final class Dialects {

	private static final List<Dialect> ALL = List.of(new PostgresqlDialect(), new H2Dialect(), new HsqldbDialect());

	private Dialects() {
	}

	/**
	 * Find the dialect of a product.
	 * @param productName the name, as
	 * {@link java.sql.DatabaseMetaData#getDatabaseProductName()} returns it
	 * @return the dialect, or empty where the product is not supported
	 */
	public static Optional<Dialect> find(String productName) {
		return ALL.stream().filter((dialect) -> dialect.isFor(productName)).findFirst();
	}

	/**
	 * Return all dialects.
	 * @return the dialects, in no particular order
	 */
	public static List<Dialect> all() {
		return ALL;
	}

}
