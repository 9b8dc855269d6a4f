package dev.migrate.dialect.sqlserver;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

import dev.migrate.dialect.Naming;

/**
 * Names for SQL Server, which invents ones that differ from one database to the next.
 */
final class SqlserverNaming implements Naming {

	private static final int MAX_LENGTH = 128;

	/**
	 * {@inheritDoc}
	 * <p>
	 * SQL Server does not cut names that are too long: it refuses them.
	 */
	@Override
	public String clip(String name) {
		return name;
	}

	@Override
	public String choose(Kind kind, String table, List<String> columns, Predicate<String> taken) {
		String prefix = switch (kind) {
			case PRIMARY_KEY -> "pk_";
			case UNIQUE_KEY -> "uk_";
			case FOREIGN_KEY -> "fk_";
			case CHECK -> "ck_";
			case INDEX -> "ix_";
		};
		String columnsText = (kind == Kind.PRIMARY_KEY || columns.isEmpty()) ? "" : "_" + String.join("_", columns);
		String name = shorten(prefix + table + columnsText);
		String chosen = name;
		for (int i = 1; taken.test(chosen); i++) {
			chosen = name + "_" + i;
		}
		return chosen;
	}

	private static String shorten(String name) {
		int limit = MAX_LENGTH - 20;
		if (name.length() <= limit) {
			return name;
		}
		// What is cut off shows in the hash, so that two long names stay two.
		return name.substring(0, limit) + "_" + Integer.toHexString(name.hashCode()).toLowerCase(Locale.ROOT);
	}

}
