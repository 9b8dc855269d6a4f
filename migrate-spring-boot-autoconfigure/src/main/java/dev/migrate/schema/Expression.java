package dev.migrate.schema;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A piece of SQL that a schema holds: a default, the condition of a check, a generation
 * expression.
 *
 * @param sql the text of the expression, without the keywords around it; empty for
 * {@link #NONE}
 */
public record Expression(String sql) {

	/**
	 * The absence of an expression, where {@code null} would mean that the schema does
	 * not define whether there is one.
	 */
	public static final Expression NONE = new Expression("");

	private static final Pattern PLAIN_NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*");

	/**
	 * Return whether there is an expression.
	 * @return {@code false} for {@link #NONE}
	 */
	public boolean isPresent() {
		return !this.sql.isEmpty();
	}

	/**
	 * Return whether the expression may refer to a column or another object by its name,
	 * in any case of letters. Literals and comments do not count, except for the name of
	 * a sequence in {@code nextval('…')}.
	 * @param name the name as the catalog stores it
	 * @return {@code false} only if the expression cannot refer to it
	 */
	public boolean mentions(String name) {
		return SqlToken.readings(this.sql).stream().anyMatch((tokens) -> mentions(tokens, name));
	}

	private static boolean mentions(List<SqlToken> tokens, String name) {
		for (int index = 0; index < tokens.size(); index++) {
			SqlToken token = tokens.get(index);
			boolean named = token.isName() && token.name().equalsIgnoreCase(name);
			boolean nested = (token.isBracketed() || isSequence(tokens, index))
					&& new Expression(token.content()).mentions(name);
			if (named || nested) {
				return true;
			}
		}
		return !PLAIN_NAME.matcher(name).matches() && unquoted(tokens).contains(name.toLowerCase(Locale.ROOT));
	}

	private static boolean isSequence(List<SqlToken> tokens, int index) {
		return index > 1 && tokens.get(index).kind() == SqlToken.Kind.LITERAL
				&& tokens.get(index - 1).text().equals("(") && tokens.get(index - 2).text().equalsIgnoreCase("nextval");
	}

	/**
	 * Return the text outside of literals, comments and quoted names, in which some
	 * products allow names with special characters.
	 * @param tokens the tokens
	 * @return the text in lower case
	 */
	private static String unquoted(List<SqlToken> tokens) {
		return tokens.stream().map((token) -> switch (token.kind()) {
			case WORD, SYMBOL -> token.text().toLowerCase(Locale.ROOT);
			case BLANK, LITERAL, QUOTED_NAME -> " ";
		}).collect(Collectors.joining());
	}

	@Override
	public String toString() {
		return isPresent() ? this.sql : "none";
	}

}
