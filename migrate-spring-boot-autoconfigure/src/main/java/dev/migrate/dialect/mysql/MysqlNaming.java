package dev.migrate.dialect.mysql;

import java.util.List;
import java.util.function.Predicate;

import dev.migrate.dialect.Naming;

/**
 * Names for MySQL and MariaDB, which refuse what is too long and never cut it.
 */
public final class MysqlNaming implements Naming {

	private static final int MAX_LENGTH = 64;

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
		String name = shorten(prefix + table + (columns.isEmpty() ? "" : "_" + String.join("_", columns)));
		String chosen = name;
		for (int i = 1; taken.test(chosen); i++) {
			chosen = name + "_" + i;
		}
		return chosen;
	}

	private static String shorten(String name) {
		int limit = MAX_LENGTH - 4;
		if (name.length() <= limit) {
			return name;
		}
		// What is cut off shows in the hash, so that two long names stay two.
		String hash = "_" + Integer.toHexString(name.hashCode());
		return name.substring(0, limit - hash.length()) + hash;
	}

}
