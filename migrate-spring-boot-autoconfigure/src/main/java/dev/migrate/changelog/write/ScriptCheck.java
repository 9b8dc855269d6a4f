package dev.migrate.changelog.write;

import java.util.Optional;

import dev.migrate.dialect.registry.Dialects;

/**
 * Spells what a changelog looks at before a run as statements that fail in a script.
 */
public final class ScriptCheck {

	private ScriptCheck() {
	}

	/**
	 * Return a statement that fails where a query does not return what it should.
	 * @param product the short name that Liquibase has for the product
	 * @param query the query
	 * @param expected what it should return, as a text
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
