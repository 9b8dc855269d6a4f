package dev.migrate.dialect.sqlite;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

import dev.migrate.dialect.Naming;

/**
 * Names for SQLite, which tells none apart by the case of their letters and has no
 * greatest length.
 */
final class SqliteNaming implements Naming {

	@Override
	public String clip(String name) {
		return fold(name);
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
		String name = prefix + table + columnsText;
		String chosen = name;
		for (int i = 1; taken.test(chosen); i++) {
			chosen = name + "_" + i;
		}
		return chosen;
	}

	/**
	 * Bring a name into the one case in which names are compared. SQLite folds the
	 * letters of ASCII alone.
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
