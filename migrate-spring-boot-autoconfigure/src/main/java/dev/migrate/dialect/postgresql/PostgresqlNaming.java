package dev.migrate.dialect.postgresql;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;

import dev.migrate.dialect.Naming;

/**
 * The naming of PostgreSQL, which chooses and truncates names as the server does.
 */
final class PostgresqlNaming implements Naming {

	private static final int MAX_BYTES = 63;

	@Override
	public String clip(String name) {
		return clip(name, MAX_BYTES);
	}

	@Override
	public boolean isUniqueInSchema(Kind kind) {
		return kind != Kind.CHECK && kind != Kind.FOREIGN_KEY;
	}

	@Override
	public boolean fits(String name) {
		return bytes(name) <= MAX_BYTES;
	}

	@Override
	public String choose(Kind kind, String table, List<String> columns, Predicate<String> taken) {
		String label = switch (kind) {
			case PRIMARY_KEY -> "pkey";
			case UNIQUE_KEY -> "key";
			case FOREIGN_KEY -> "fkey";
			case CHECK -> "check";
			case INDEX -> "idx";
		};
		String middle = (kind == Kind.PRIMARY_KEY) ? "" : String.join("_", columns);
		String name = join(table, middle, label);
		for (int i = 1; taken.test(name); i++) {
			name = join(table, middle, label + i);
		}
		return name;
	}

	/**
	 * Choose the name of the sequence of a serial column.
	 * @param table the table
	 * @param column the column
	 * @return the name
	 */
	static String ofSerial(String table, String column) {
		return join(table, column, "seq");
	}

	private static String join(String table, String columns, String label) {
		int available = MAX_BYTES - label.length() - 1 - (columns.isEmpty() ? 0 : 1);
		int first = bytes(table);
		int second = bytes(columns);
		while (first + second > available) {
			if (first > second) {
				first--;
			}
			else {
				second--;
			}
		}
		String start = clip(table, first);
		return (columns.isEmpty() ? start : start + "_" + clip(columns, second)) + "_" + label;
	}

	private static int bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8).length;
	}

	private static String clip(String text, int maxBytes) {
		int used = 0;
		int end = 0;
		while (end < text.length()) {
			int character = text.codePointAt(end);
			used += bytes(Character.toString(character));
			if (used > maxBytes) {
				return text.substring(0, end);
			}
			end += Character.charCount(character);
		}
		return text;
	}

}
