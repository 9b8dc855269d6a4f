package dev.migrate.dialect.sqlite;

import java.util.Locale;
import java.util.function.UnaryOperator;

import dev.migrate.dialect.StandardNaming;

/**
 * The naming of SQLite, whose names are case-insensitive and of any length.
 */
final class SqliteNaming extends StandardNaming {

	SqliteNaming() {
		super(UnaryOperator.identity(), Integer.MAX_VALUE);
	}

	@Override
	public String clip(String name) {
		return fold(name);
	}

	@Override
	public boolean isUniqueInSchema(Kind kind) {
		return kind == Kind.INDEX;
	}

	/**
	 * Fold the case of a name for comparison. SQLite folds only ASCII letters.
	 * @param name the name
	 * @return the folded name
	 */
	static String fold(String name) {
		boolean ascii = name.chars().allMatch((c) -> c < 0x80);
		if (ascii) {
			return name.toLowerCase(Locale.ROOT);
		}
		StringBuilder folded = new StringBuilder(name);
		for (int i = 0; i < folded.length(); i++) {
			char c = folded.charAt(i);
			if (c >= 'A' && c <= 'Z') {
				folded.setCharAt(i, (char) (c + 'a' - 'A'));
			}
		}
		return folded.toString();
	}

}
