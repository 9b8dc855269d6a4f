package dev.migrate.dialect.mysql;

import java.util.ArrayList;
import java.util.List;

/**
 * The SQL text of MySQL and MariaDB: names in backticks, and literals with backslash
 * escapes.
 */
public final class MysqlText {

	private MysqlText() {
	}

	/**
	 * Quote a name, whatever the server's mode.
	 * @param name the name as the catalog stores it
	 * @return the quoted name
	 */
	public static String quoted(String name) {
		return '`' + name.replace("`", "``") + '`';
	}

	/**
	 * Render a text as a literal.
	 * @param text the text
	 * @return the literal
	 */
	public static String literal(String text) {
		return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
	}

	/**
	 * Remove the escapes of a text. MySQL's catalog returns expressions escaped as within
	 * a literal.
	 * @param text the text with escapes
	 * @return the text without escapes
	 */
	static String unescaped(String text) {
		if (text.indexOf('\\') < 0) {
			return text;
		}
		StringBuilder result = new StringBuilder(text.length());
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c != '\\' || i + 1 == text.length()) {
				result.append(c);
				continue;
			}
			char escaped = text.charAt(++i);
			result.append(switch (escaped) {
				case 'n' -> '\n';
				case 'r' -> '\r';
				case 't' -> '\t';
				case '0' -> '\0';
				default -> escaped;
			});
		}
		return result.toString();
	}

	/**
	 * Split a piece of SQL at a separator outside of quotes and parentheses.
	 * @param sql the piece
	 * @param separator the separator
	 * @return the parts that are not blank, stripped
	 */
	static List<String> split(String sql, char separator) {
		List<String> parts = new ArrayList<>();
		int start = 0;
		int depth = 0;
		for (int i = 0; i < sql.length(); i++) {
			char c = sql.charAt(i);
			if (c == '\'' || c == '"' || c == '`') {
				i = endOfQuote(sql, i);
			}
			else if (c == '(') {
				depth++;
			}
			else if (c == ')') {
				depth--;
			}
			else if (c == separator && depth == 0) {
				add(parts, sql.substring(start, i));
				start = i + 1;
			}
		}
		add(parts, sql.substring(start));
		return parts;
	}

	private static void add(List<String> parts, String part) {
		if (!part.isBlank()) {
			parts.add(part.strip());
		}
	}

	private static int endOfQuote(String sql, int start) {
		char quote = sql.charAt(start);
		for (int i = start + 1; i < sql.length(); i++) {
			char c = sql.charAt(i);
			if (c == '\\' && quote != '`') {
				i++;
			}
			else if (c == quote) {
				if (i + 1 == sql.length() || sql.charAt(i + 1) != quote) {
					return i;
				}
				i++;
			}
		}
		return sql.length();
	}

}
