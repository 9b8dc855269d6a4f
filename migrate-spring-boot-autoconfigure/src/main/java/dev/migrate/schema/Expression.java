package dev.migrate.schema;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * A piece of SQL that a schema holds: a default, the condition of a check, a generation
 * expression.
 * <p>
 * Two expressions are equal if their canonical texts are: the text that is written is the
 * definition of the database or the entity, and is never compared.
 *
 * @param sql the text to write, without the keywords around it; empty for {@link #NONE}
 * @param canonical the text to compare, of an equivalent expression
 */
public record Expression(String sql, String canonical) {

	/**
	 * The absence of an expression, where {@code null} would mean that the schema does
	 * not define whether there is one.
	 */
	public static final Expression NONE = new Expression("");

	private static final Pattern CONSTANT = Pattern.compile("(?i)[(]*(?:[-+]?[0-9][0-9a-z.]*|[a-z_]?'(?:[^']|'')*'|"
			+ "true|false|(?:current_|local)(?:date|time|timestamp)(?:\\(\\d?\\))?|(?:now|statement_timestamp|"
			+ "transaction_timestamp|curdate|curtime)\\(\\d?\\))[)]*(?:::[\\w .\"]+(?:\\([\\d, ]+\\))?(?:\\[\\])?)*[)]*");

	private static final Pattern PLAIN_NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*");

	/**
	 * Create an expression from a text in canonical form. The order of terms that are
	 * combined with {@code and} or {@code or}, and of the values of a list after
	 * {@code in}, is not compared.
	 * @param sql the text
	 */
	public Expression(String sql) {
		this(sql, UnorderedParts.sorted(sql));
	}

	/**
	 * Return this expression with another canonical form.
	 * @param text the text in canonical form
	 * @return the expression, which is written as before
	 */
	public Expression withCanonical(String text) {
		return new Expression(this.sql, UnorderedParts.sorted(text));
	}

	/**
	 * Apply a function to the text of the expression in both of its forms.
	 * @param function the function
	 * @return the changed copy
	 */
	public Expression map(UnaryOperator<String> function) {
		return new Expression(function.apply(this.sql), UnorderedParts.sorted(function.apply(this.canonical)));
	}

	/**
	 * Return whether this is a value, or the time of the statement: the same for all rows
	 * of a table, and never null.
	 * @return {@code false} if it may differ from row to row
	 */
	public boolean isConstant() {
		return CONSTANT.matcher(this.sql).matches();
	}

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
	public boolean equals(@Nullable Object other) {
		return other instanceof Expression that && this.canonical.equals(that.canonical);
	}

	@Override
	public int hashCode() {
		return this.canonical.hashCode();
	}

	@Override
	public String toString() {
		return isPresent() ? this.sql : "none";
	}

}
