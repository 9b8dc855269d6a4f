package dev.migrate.diff;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import dev.migrate.schema.Expression;
import org.jspecify.annotations.Nullable;

/**
 * Finds the name of a table or column in a piece of SQL that a database has printed, and
 * puts another one there.
 */
final class ExpressionNames {

	private static final Pattern TOKEN = Pattern.compile(
			"'(?:[^']|'')*'|\"((?:[^\"]|\"\")*)\"" + "|`((?:[^`]|``)*)`|([\\p{L}_][\\p{L}\\p{N}_$]*)|\\s+|::|.",
			Pattern.DOTALL);

	private final boolean table;

	private final String from;

	private final boolean printedPlain;

	private final String replacement;

	private ExpressionNames(boolean table, String from, String to, UnaryOperator<String> spelling) {
		this.table = table;
		this.from = from;
		this.printedPlain = spelling.apply(from).equalsIgnoreCase(from);
		this.replacement = spelling.apply(to);
	}

	static ExpressionNames ofTable(String from, String to, UnaryOperator<String> spelling) {
		return new ExpressionNames(true, from, to, spelling);
	}

	static ExpressionNames ofColumn(String from, String to, UnaryOperator<String> spelling) {
		return new ExpressionNames(false, from, to, spelling);
	}

	Expression replacedIn(Expression expression) {
		List<MatchResult> tokens = tokens(expression.sql());
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < tokens.size(); i++) {
			String after = neighbour(tokens, i, 1);
			boolean meant = this.table ? after.equals(".")
					: !(after.equals(".") || after.equals("(") || neighbour(tokens, i, -1).equals("::"));
			text.append((meant && isName(tokens.get(i))) ? this.replacement : tokens.get(i).group());
		}
		return new Expression(text.toString());
	}

	/**
	 * Put the other name into a statement that makes an index. What stands before the
	 * first parenthesis is about the table, all else about columns.
	 * @param definition the statement
	 * @return the statement with the other name
	 */
	String replacedInDefinition(String definition) {
		List<MatchResult> tokens = tokens(definition);
		int body = tokens.stream()
			.filter((token) -> token.group().equals("("))
			.map(MatchResult::start)
			.findFirst()
			.orElse(definition.length());
		if (!this.table) {
			return definition.substring(0, body) + replacedIn(new Expression(definition.substring(body))).sql();
		}
		StringBuilder text = new StringBuilder();
		boolean on = false;
		for (MatchResult token : tokens) {
			boolean meant = on && token.start() < body;
			text.append((meant && isName(token)) ? this.replacement : token.group());
			on = on || token.group().equalsIgnoreCase("on");
		}
		return text.toString();
	}

	private boolean isName(MatchResult token) {
		String quoted = group(token, 1, "\"");
		String ticked = group(token, 2, "`");
		return this.from.equals(quoted) || this.from.equals(ticked)
				|| (this.printedPlain && this.from.equalsIgnoreCase(token.group(3)));
	}

	private static @Nullable String group(MatchResult token, int group, String quote) {
		String text = token.group(group);
		return (text != null) ? text.replace(quote + quote, quote) : null;
	}

	private static String neighbour(List<MatchResult> tokens, int index, int step) {
		int place = index + step;
		while (place >= 0 && place < tokens.size() && tokens.get(place).group().isBlank()) {
			place += step;
		}
		return (place >= 0 && place < tokens.size()) ? tokens.get(place).group() : "";
	}

	private static List<MatchResult> tokens(String sql) {
		return TOKEN.matcher(sql).results().toList();
	}

}
