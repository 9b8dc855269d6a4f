package dev.migrate.dialect.sqlite;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.migrate.dialect.Identifiers;
import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.Expression;
import dev.migrate.schema.Index;
import dev.migrate.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Normalizes the expressions of a table. SQLite stores them as written and has no
 * canonical form, so only blanks, comments, the case of keywords, the quotes of columns
 * and superfluous parentheses are known to be insignificant.
 */
final class SqliteExpressions {

	private static final Set<String> OPERATORS = Set.of("and", "or", "not", "in", "is", "like", "glob", "between",
			"case", "when", "then", "else", "null", "isnull", "notnull", "collate", "escape", "match", "regexp",
			"exists", "end");

	private static final Set<String> BEFORE_OPERAND = Set.of("and", "or", "not", "when", "then", "else", "case");

	private final Set<String> columns;

	private final Identifiers identifiers;

	private SqliteExpressions(Set<String> columns, Identifiers identifiers) {
		this.columns = columns;
		this.identifiers = identifiers;
	}

	/**
	 * Normalize all expressions of a table.
	 * @param table the table, whose names are in canonical form
	 * @param identifiers renders names
	 * @return the canonical form
	 */
	static Table canonical(Table table, Identifiers identifiers) {
		SqliteExpressions expressions = of(table, identifiers);
		return table.withColumns(table.columns().stream().map(expressions::column).toList())
			.withIndexes(table.indexes().stream().map(expressions::index).toList())
			.withChecks(table.checks()
				.stream()
				.map((check) -> new Check(check.name(), expressions.of(check.condition())))
				.toList())
			.withComment((table.comment() != null) ? "" : null);
	}

	/**
	 * Normalize an expression.
	 * @param expression the expression
	 * @param table the table that it belongs to
	 * @param identifiers renders names
	 * @return the canonical form
	 */
	static Expression of(Expression expression, Table table, Identifiers identifiers) {
		return of(table, identifiers).of(expression);
	}

	private static SqliteExpressions of(Table table, Identifiers identifiers) {
		Set<String> columns = new HashSet<>();
		table.columns().forEach((column) -> columns.add(column.name()));
		return new SqliteExpressions(columns, identifiers);
	}

	private Column column(Column column) {
		String collation = column.collation();
		if (collation != null) {
			String folded = collation.toLowerCase(Locale.ROOT);
			column = column.withCollation(folded.equals("binary") ? "" : folded);
		}
		return column.withDefaultValue(value(column.defaultValue()))
			.withGeneratedAs((column.generatedAs() != null) ? of(column.generatedAs()) : null)
			.withComment((column.comment() != null) ? "" : null);
	}

	private @Nullable Expression value(@Nullable Expression value) {
		if (value == null) {
			return null;
		}
		Expression canonical = of(value);
		return canonical.sql().equals("null") ? Expression.NONE : canonical;
	}

	private Index index(Index index) {
		List<Index.Part> parts = index.parts()
			.stream()
			.map((part) -> (part.column() != null) ? part
					: new Index.Part(null, of(part.expression()), part.descending()))
			.toList();
		return index.withParts(parts).withWhere(of(index.where()));
	}

	private Expression of(Expression expression) {
		if (!expression.isPresent()) {
			return expression;
		}
		try {
			return new Expression(print(withoutParentheses(SqliteToken.of(expression.sql()))));
		}
		catch (IllegalArgumentException ex) {
			return expression;
		}
	}

	private static List<SqliteToken> withoutParentheses(List<SqliteToken> tokens) {
		List<SqliteToken> rest = new ArrayList<>(tokens);
		boolean changed = true;
		while (changed) {
			changed = false;
			for (int open = 0; open < rest.size() && !changed; open++) {
				int close = rest.get(open).isSign("(") ? close(rest, open) : -1;
				if (close > open + 1 && isSuperfluous(rest, open, close)) {
					rest.remove(close);
					rest.remove(open);
					changed = true;
				}
			}
		}
		return rest;
	}

	private static boolean isSuperfluous(List<SqliteToken> tokens, int open, int close) {
		SqliteToken first = tokens.get(open + 1);
		if (first.is("select") || first.is("with") || first.is("values") || hasComma(tokens, open, close)) {
			return false;
		}
		if (open == 0 && close == tokens.size() - 1) {
			return true;
		}
		boolean doubled = open > 0 && tokens.get(open - 1).isSign("(") && close + 1 < tokens.size()
				&& tokens.get(close + 1).isSign(")") && close(tokens, open - 1) == close + 1;
		boolean single = close == open + 2 && (open == 0 || isBeforeOperand(tokens.get(open - 1)));
		return doubled || single;
	}

	private static boolean isBeforeOperand(SqliteToken token) {
		return (token.kind() == SqliteToken.Kind.SIGN && !token.isSign(")"))
				|| BEFORE_OPERAND.contains(token.keyword());
	}

	private static boolean hasComma(List<SqliteToken> tokens, int open, int close) {
		int depth = 0;
		for (SqliteToken token : tokens.subList(open + 1, close)) {
			depth += token.isSign("(") ? 1 : (token.isSign(")") ? -1 : 0);
			if (depth == 0 && token.isSign(",")) {
				return true;
			}
		}
		return false;
	}

	private static int close(List<SqliteToken> tokens, int open) {
		int depth = 0;
		for (int i = open; i < tokens.size(); i++) {
			depth += tokens.get(i).isSign("(") ? 1 : (tokens.get(i).isSign(")") ? -1 : 0);
			if (depth == 0) {
				return i;
			}
		}
		return -1;
	}

	private String print(List<SqliteToken> tokens) {
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < tokens.size(); i++) {
			SqliteToken token = tokens.get(i);
			if (i > 0 && isApart(tokens, i)) {
				text.append(' ');
			}
			text.append(print(token));
		}
		return text.toString();
	}

	private static boolean isApart(List<SqliteToken> tokens, int i) {
		SqliteToken before = tokens.get(i - 1);
		SqliteToken token = tokens.get(i);
		if (before.isSign("(") || before.isSign(".") || token.isSign(")") || token.isSign(",") || token.isSign(".")) {
			return false;
		}
		if (token.isSign("(")) {
			// There is no blank between a function's name and its arguments.
			return before.kind() != SqliteToken.Kind.WORD || OPERATORS.contains(before.keyword());
		}
		boolean sign = before.isSign("-") || before.isSign("+");
		return !(sign && token.kind() == SqliteToken.Kind.NUMBER && (i == 1 || isBeforeOperand(tokens.get(i - 2))));
	}

	private String print(SqliteToken token) {
		return switch (token.kind()) {
			case WORD, NUMBER -> SqliteNaming.fold(token.text());
			case QUOTED -> {
				// A name that is not a column may be a literal: SQLite accepts double
				// quotes for it.
				boolean name = this.columns.contains(token.name()) || token.text().charAt(0) != '"';
				yield name ? this.identifiers.of(token.name()) : token.text();
			}
			case TEXT -> token.text();
			case SIGN -> switch (token.text()) {
				case "==" -> "=";
				case "!=" -> "<>";
				default -> token.text();
			};
		};
	}

}
