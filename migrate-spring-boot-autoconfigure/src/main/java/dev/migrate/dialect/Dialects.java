package dev.migrate.dialect;

import java.util.List;
import java.util.Optional;

/**
 * The dialects that there are.
 */
public final class Dialects {

	private static final List<Dialect> ALL = List.of();

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
