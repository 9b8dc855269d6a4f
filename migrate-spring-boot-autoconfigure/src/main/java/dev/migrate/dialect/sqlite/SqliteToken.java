package dev.migrate.dialect.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A keyword, name, literal, number or sign of an SQL text, as SQLite tokenizes it.
 *
 * @param kind its kind
 * @param text the token as written
 * @param start its start in the text
 * @param end its end in the text
 */
record SqliteToken(Kind kind, String text, int start, int end) {

	private static final List<String> LONG_SIGNS = List.of("->>", "||", "<=", ">=", "<>", "!=", "==", "<<", ">>", "->");

	/**
	 * Tokenize a text without its blanks and comments.
	 * @param sql the text
	 * @return its tokens
	 * @throws IllegalArgumentException if a quoted text has no end
	 */
	static List<SqliteToken> of(String sql) {
		List<SqliteToken> tokens = new ArrayList<>();
		int position = 0;
		while (position < sql.length()) {
			char c = sql.charAt(position);
			if (isBlank(c)) {
				position++;
			}
			else if (sql.startsWith("--", position)) {
				int end = sql.indexOf('\n', position);
				position = (end < 0) ? sql.length() : end + 1;
			}
			else if (sql.startsWith("/*", position)) {
				int end = sql.indexOf("*/", position + 2);
				position = (end < 0) ? sql.length() : end + 2;
			}
			else {
				SqliteToken token = token(sql, position);
				tokens.add(token);
				position = token.end();
			}
		}
		return tokens;
	}

	private static SqliteToken token(String sql, int start) {
		char c = sql.charAt(start);
		if (c == '\'') {
			return of(Kind.TEXT, sql, start, endOfQuotation(sql, start, c));
		}
		if (c == '"' || c == '`') {
			return of(Kind.QUOTED, sql, start, endOfQuotation(sql, start, c));
		}
		if (c == '[') {
			return of(Kind.QUOTED, sql, start, after(sql.indexOf(']', start), sql, start));
		}
		if ((c == 'x' || c == 'X') && sql.startsWith("'", start + 1)) {
			return of(Kind.TEXT, sql, start, endOfQuotation(sql, start + 1, '\''));
		}
		if (isDigit(c) || (c == '.' && start + 1 < sql.length() && isDigit(sql.charAt(start + 1)))) {
			return of(Kind.NUMBER, sql, start, endOfNumber(sql, start));
		}
		if (isPartOfWord(c)) {
			int end = start + 1;
			while (end < sql.length() && isPartOfWord(sql.charAt(end))) {
				end++;
			}
			return of(Kind.WORD, sql, start, end);
		}
		for (String sign : LONG_SIGNS) {
			if (sql.startsWith(sign, start)) {
				return of(Kind.SIGN, sql, start, start + sign.length());
			}
		}
		return of(Kind.SIGN, sql, start, start + 1);
	}

	private static SqliteToken of(Kind kind, String sql, int start, int end) {
		return new SqliteToken(kind, sql.substring(start, end), start, end);
	}

	private static int endOfQuotation(String sql, int start, char quote) {
		int end = sql.indexOf(quote, start + 1);
		while (end >= 0 && end + 1 < sql.length() && sql.charAt(end + 1) == quote) {
			end = sql.indexOf(quote, end + 2);
		}
		return after(end, sql, start);
	}

	private static int after(int end, String sql, int start) {
		if (end < 0) {
			throw new IllegalArgumentException("unterminated quotation: " + sql.substring(start));
		}
		return end + 1;
	}

	private static int endOfNumber(String sql, int start) {
		int end = start;
		while (end < sql.length()) {
			char c = sql.charAt(end);
			boolean exponent = (c == '+' || c == '-') && Character.toLowerCase(sql.charAt(end - 1)) == 'e'
					&& !sql.regionMatches(true, start, "0x", 0, 2);
			if (!isPartOfWord(c) && c != '.' && !exponent) {
				break;
			}
			end++;
		}
		return end;
	}

	private static boolean isBlank(char c) {
		return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
	}

	private static boolean isDigit(char c) {
		return c >= '0' && c <= '9';
	}

	private static boolean isPartOfWord(char c) {
		return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' || c >= 0x80;
	}

	/**
	 * Return whether this is a keyword.
	 * @param keyword the keyword in lower case
	 * @return {@code true} if it is that keyword, without quotes
	 */
	boolean is(String keyword) {
		return this.kind == Kind.WORD && this.text.equalsIgnoreCase(keyword);
	}

	/**
	 * Return whether this is a given sign.
	 * @param sign the sign
	 * @return {@code true} if it is
	 */
	boolean isSign(String sign) {
		return this.kind == Kind.SIGN && this.text.equals(sign);
	}

	/**
	 * Return the token as a name. SQLite names are case-insensitive.
	 * @return the name without its quotes, in lower case
	 */
	String name() {
		return SqliteNaming.fold(written());
	}

	/**
	 * Return the token without its quotes.
	 * @return the name or text
	 */
	String written() {
		if (this.kind != Kind.QUOTED && this.kind != Kind.TEXT) {
			return this.text;
		}
		int open = (this.text.charAt(0) == 'x' || this.text.charAt(0) == 'X') ? 1 : 0;
		String inside = this.text.substring(open + 1, this.text.length() - 1);
		String quote = String.valueOf(this.text.charAt(open));
		return quote.equals("[") ? inside : inside.replace(quote + quote, quote);
	}

	/**
	 * Return the token as a keyword.
	 * @return the keyword in lower case, or the empty text if it is another token
	 */
	String keyword() {
		return (this.kind == Kind.WORD) ? this.text.toLowerCase(Locale.ROOT) : "";
	}

	/**
	 * The kinds of tokens.
	 */
	enum Kind {

		/**
		 * A keyword or a plain name.
		 */
		WORD,

		/**
		 * A name between double quotes, backticks or brackets.
		 */
		QUOTED,

		/**
		 * A text between single quotes, or a blob.
		 */
		TEXT,

		/**
		 * A number.
		 */
		NUMBER,

		/**
		 * Anything else.
		 */
		SIGN

	}

}
