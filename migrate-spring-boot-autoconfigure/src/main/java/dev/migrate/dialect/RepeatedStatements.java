package dev.migrate.dialect;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * The errors by which a product says that a statement has taken effect before.
 *
 * @param <C> the type of the product's error codes
 * @param present the codes that say that an object is there
 * @param absent the codes that say that an object is not there
 */
public record RepeatedStatements<C>(Set<C> present, Set<C> absent) {

	private static final Pattern CREATES = Pattern
		.compile("(?is)\\s*(create\\b|comment\\b|grant\\b|alter\\b.*\\b(add|rename|change|create)\\b|rename\\b).*");

	private static final Pattern DROPS = Pattern
		.compile("(?is)\\s*(drop\\b|rename\\b|revoke\\b|alter\\b.*\\b(drop|rename|change)\\b).*");

	public RepeatedStatements {
		present = Set.copyOf(present);
		absent = Set.copyOf(absent);
	}

	/**
	 * Return whether a statement has failed since it has taken effect before.
	 * @param sql the statement
	 * @param code the error code
	 * @return {@code true} if what the statement creates is there, or if what it drops or
	 * renames is not
	 */
	public boolean contains(String sql, C code) {
		return (this.present.contains(code) && CREATES.matcher(sql).matches())
				|| (this.absent.contains(code) && DROPS.matcher(sql).matches());
	}

}
