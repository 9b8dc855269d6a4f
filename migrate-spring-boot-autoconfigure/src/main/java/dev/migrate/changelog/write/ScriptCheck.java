package dev.migrate.changelog.write;

import java.util.Optional;

import dev.migrate.dialect.registry.Dialects;

/**
 * Renders preconditions as statements of a script that fail.
 */
public final class ScriptCheck {

	private ScriptCheck() {
	}

	/**
	 * Return a statement that fails unless a query returns the expected result.
	 * @param product the short name in Liquibase of the product
	 * @param query the query
	 * @param expected the expected result as text
	 * @return the statement; empty for a product that is not supported
	 */
	public static Optional<String> failUnless(String product, String query, String expected) {
		String text = query.strip().replaceFirst(";$", "");
		return Dialects.all()
			.stream()
			.filter((dialect) -> dialect.name().equals(product))
			.findFirst()
			.map((dialect) -> dialect.ddl().failUnless(text, expected));
	}

}
