package dev.migrate.diff;

import java.util.List;
import java.util.function.UnaryOperator;

import dev.migrate.schema.Expression;
import dev.migrate.schema.SqlToken;
import dev.migrate.schema.SqlToken.Kind;

/**
 * Replaces the name of a renamed table or column in a piece of SQL that a database has
 * printed.
 */
final class NameReplacement {

	private final Target target;

	private final String from;

	private final String to;

	private final boolean printedUnquoted;

	private final String replacement;

	private NameReplacement(Target target, String from, String to, UnaryOperator<String> printer) {
		this.target = target;
		this.from = from;
		this.to = to;
		this.printedUnquoted = printer.apply(from).equalsIgnoreCase(from);
		this.replacement = printer.apply(to);
	}

	static NameReplacement ofTable(String from, String to, UnaryOperator<String> printer) {
		return new NameReplacement(Target.TABLE, from, to, printer);
	}

	static NameReplacement ofColumn(String from, String to, UnaryOperator<String> printer) {
		return new NameReplacement(Target.COLUMN, from, to, printer);
	}

	Expression applyTo(Expression expression) {
		return expression.map((text) -> applyToExpression(SqlToken.of(text)));
	}

	/**
	 * Replace the name in a statement or clause that creates an index or a key. Its table
	 * is named before the first parenthesis, its columns after that.
	 * @param definition the statement or clause
	 * @return the text with the new name
	 */
	String applyToDefinition(String definition) {
		List<SqlToken> tokens = SqlToken.of(definition);
		int body = tokens.indexOf(new SqlToken(Kind.SYMBOL, "("));
		int end = (body >= 0) ? body : tokens.size();
		List<SqlToken> head = tokens.subList(0, end);
		List<SqlToken> rest = tokens.subList(end, tokens.size());
		return (this.target == Target.TABLE) ? applyToHead(head) + text(rest) : text(head) + applyToExpression(rest);
	}

	private String applyToExpression(List<SqlToken> tokens) {
		StringBuilder text = new StringBuilder();
		for (int index = 0; index < tokens.size(); index++) {
			SqlToken token = tokens.get(index);
			text.append((isPosition(tokens, index) && isName(token)) ? replacement(token) : token.text());
		}
		return text.toString();
	}

	private String applyToHead(List<SqlToken> tokens) {
		StringBuilder text = new StringBuilder();
		boolean on = false;
		for (SqlToken token : tokens) {
			text.append((on && isName(token)) ? replacement(token) : token.text());
			on = on || token.text().equalsIgnoreCase("on");
		}
		return text.toString();
	}

	private boolean isPosition(List<SqlToken> tokens, int index) {
		String next = neighbour(tokens, index, 1);
		return switch (this.target) {
			case TABLE -> next.equals(".");
			case COLUMN -> !next.equals(".") && !next.equals("(") && !neighbour(tokens, index, -1).equals("::");
		};
	}

	private boolean isName(SqlToken token) {
		if (token.kind() == Kind.WORD || token.isBracketed()) {
			return this.printedUnquoted && token.name().equalsIgnoreCase(this.from);
		}
		return token.kind() == Kind.QUOTED_NAME && token.name().equals(this.from);
	}

	private String replacement(SqlToken token) {
		return token.isBracketed() ? "[" + this.to.replace("]", "]]") + "]" : this.replacement;
	}

	private static String neighbour(List<SqlToken> tokens, int index, int step) {
		int position = index + step;
		while (position >= 0 && position < tokens.size() && tokens.get(position).kind() == Kind.BLANK) {
			position += step;
		}
		return (position >= 0 && position < tokens.size()) ? tokens.get(position).text() : "";
	}

	private static String text(List<SqlToken> tokens) {
		StringBuilder text = new StringBuilder();
		tokens.forEach((token) -> text.append(token.text()));
		return text.toString();
	}

	/**
	 * The kind of object that is renamed.
	 */
	private enum Target {

		TABLE, COLUMN

	}

}
