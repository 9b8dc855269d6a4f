package dev.migrate.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A token of a piece of SQL. The concatenated texts of all tokens are the whole piece.
 *
 * @param kind the kind of token
 * @param text the text, with its quotes
 */
public record SqlToken(Kind kind, String text) {

	private static final String NAME = "[\\p{L}_][\\p{L}\\p{N}_$]*+";

	private static final String COMMENT = "--[^\\r\\n]*+|/\\*.*?\\*/";

	private static final String STANDARD_LITERAL = "'[^']*+(?:''[^']*+)*+'";

	private static final String ESCAPED_LITERAL = "'[^'\\\\]*+(?:(?:''|\\\\.)[^'\\\\]*+)*+'";

	private static final String DOLLAR_QUOTED = "(?<dollar>\\$(?:[\\p{L}_][\\p{L}\\p{N}_]*+)?\\$).*?\\k<dollar>";

	private static final String QUOTED_NAME = "\"[^\"]*+(?:\"\"[^\"]*+)*+\"|`[^`]*+(?:``[^`]*+)*+`";

	/**
	 * A name in brackets. Brackets after an operand or after the keyword of an array
	 * enclose a subscript or elements instead.
	 */
	private static final String BRACKETED_NAME = "(?<![\\p{L}\\p{N}_$\\])\"`']|(?i:array)\\s{1,4})"
			+ "\\[(?!')[^\\]]*+(?:\\]\\][^\\]]*+)*+\\]";

	private static final Pattern STANDARD = pattern(STANDARD_LITERAL);

	private static final Pattern WITH_ESCAPES = pattern(ESCAPED_LITERAL);

	/**
	 * Split a piece of SQL into tokens, with literals as in the SQL standard.
	 * @param sql the piece of SQL
	 * @return its tokens
	 */
	public static List<SqlToken> of(String sql) {
		return tokens(STANDARD, sql);
	}

	/**
	 * Split a piece of SQL into tokens in each way in which a product may read it: in
	 * some products a backslash within a literal is an escape.
	 * @param sql the piece of SQL
	 * @return the lists of tokens; a single one if all products agree
	 */
	static List<List<SqlToken>> readings(String sql) {
		return sql.contains("\\'") ? List.of(of(sql), tokens(WITH_ESCAPES, sql)) : List.of(of(sql));
	}

	/**
	 * Return all names in a piece of SQL, however a product reads it. Those in comments
	 * count, since some products execute what is in a comment.
	 * @param sql the piece of SQL
	 * @return the names and keywords in lower case, without quotes
	 */
	public static Set<String> names(String sql) {
		Set<String> names = new HashSet<>();
		readings(sql).forEach((tokens) -> tokens.forEach((token) -> token.addNames(names)));
		return names;
	}

	private void addNames(Set<String> names) {
		switch (this.kind) {
			// In some products a name may begin with a digit.
			case WORD, SYMBOL -> names.add(this.text.toLowerCase(Locale.ROOT));
			case QUOTED_NAME -> {
				names.add(name().toLowerCase(Locale.ROOT));
				if (isBracketed()) {
					names.addAll(names(content()));
				}
			}
			case BLANK -> {
				if (!this.text.isBlank()) {
					names.addAll(names(this.text.substring(2)));
				}
			}
			case LITERAL -> {
			}
		}
	}

	/**
	 * Return this token as a name, without its quotes.
	 * @return the name; the text if the token is not a quoted name
	 */
	public String name() {
		if (this.kind != Kind.QUOTED_NAME) {
			return this.text;
		}
		String end = this.text.substring(this.text.length() - 1);
		return content().replace(end + end, end);
	}

	/**
	 * Return whether this token is a name, quoted or not, or a keyword.
	 * @return {@code true} for a keyword or a name
	 */
	public boolean isName() {
		return this.kind == Kind.WORD || this.kind == Kind.QUOTED_NAME;
	}

	/**
	 * Return the content of a quoted name or a literal.
	 * @return the text between the first and the last quote
	 */
	String content() {
		int start = (this.kind == Kind.LITERAL) ? this.text.indexOf('\'') : 0;
		return this.text.substring(start + 1, this.text.length() - 1);
	}

	/**
	 * Return whether this token is a name in brackets.
	 * @return {@code false} for a name in other quotes or none
	 */
	public boolean isBracketed() {
		return this.kind == Kind.QUOTED_NAME && this.text.startsWith("[");
	}

	private static Pattern pattern(String literal) {
		String prefixed = "[eE]" + ESCAPED_LITERAL + "|(?:" + NAME + "&?)?" + literal;
		return Pattern.compile("(?<comment>" + COMMENT + ")|(?<literal>" + prefixed + "|" + DOLLAR_QUOTED
				+ ")|(?<quoted>" + QUOTED_NAME + "|" + BRACKETED_NAME + ")|(?<word>" + NAME
				+ ")|(?<blank>\\s++)|::|\\p{N}[\\p{L}\\p{N}_]*+|.", Pattern.DOTALL);
	}

	private static List<SqlToken> tokens(Pattern pattern, String sql) {
		List<SqlToken> tokens = new ArrayList<>();
		Matcher matcher = pattern.matcher(sql);
		while (matcher.find()) {
			tokens.add(new SqlToken(kind(matcher), matcher.group()));
		}
		return tokens;
	}

	private static Kind kind(Matcher matcher) {
		if (matcher.group("word") != null) {
			return Kind.WORD;
		}
		if (matcher.group("blank") != null || matcher.group("comment") != null) {
			return Kind.BLANK;
		}
		if (matcher.group("literal") != null) {
			return Kind.LITERAL;
		}
		return (matcher.group("quoted") != null) ? Kind.QUOTED_NAME : Kind.SYMBOL;
	}

	/**
	 * The kinds of tokens.
	 */
	public enum Kind {

		/**
		 * An unquoted name or a keyword.
		 */
		WORD,

		/**
		 * A name in double quotes, backticks or brackets.
		 */
		QUOTED_NAME,

		/**
		 * A string literal, with its prefix.
		 */
		LITERAL,

		/**
		 * White space or a comment.
		 */
		BLANK,

		/**
		 * An operator, a number, a parenthesis or any other character.
		 */
		SYMBOL

	}

}
