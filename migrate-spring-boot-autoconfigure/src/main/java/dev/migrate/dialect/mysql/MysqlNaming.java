package dev.migrate.dialect.mysql;

import java.util.function.UnaryOperator;

import dev.migrate.dialect.StandardNaming;

/**
 * The naming of MySQL and MariaDB, whose limit leaves no room for a hash.
 */
final class MysqlNaming extends StandardNaming {

	private static final int MAX_LENGTH = 64;

	private static final int LIMIT = MAX_LENGTH - 4;

	MysqlNaming() {
		super(UnaryOperator.identity(), MAX_LENGTH);
	}

	@Override
	public boolean isUniqueInSchema(Kind kind) {
		return kind == Kind.CHECK || kind == Kind.FOREIGN_KEY;
	}

	@Override
	protected String shorten(String name) {
		String hash = hash(name);
		return (name.length() <= LIMIT) ? name : name.substring(0, LIMIT - hash.length()) + hash;
	}

}
