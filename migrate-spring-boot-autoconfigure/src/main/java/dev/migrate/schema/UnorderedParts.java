package dev.migrate.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The parts of an expression whose order has no meaning: the terms that it combines with
 * {@code and} or {@code or}, and the values of a list after {@code in}. Parentheses
 * around a term have no meaning either.
 */
final class UnorderedParts {

	private static final Pattern KEYWORD = Pattern.compile("\\b(and|or|in|any|all|some)\\b", Pattern.CASE_INSENSITIVE);

	private static final List<String> BEFORE_ARRAY = List.of("any", "all", "some");

	private UnorderedParts() {
	}

	/**
	 * Sort the unordered parts of an expression.
	 * @param sql the text of the expression
	 * @return the text of an equivalent expression; the same one if there are no such
	 * parts
	 */
	static String sorted(String sql) {
		if (!KEYWORD.matcher(sql).find()) {
			return sql;
		}
		List<List<SqlToken>> readings = SqlToken.readings(sql);
		return (readings.size() == 1) ? sorted(readings.get(0)) : sql;
	}

	private static String sorted(List<SqlToken> tokens) {
		List<SqlToken> bare = withoutParentheses(tokens);
		// The operator that binds the least is split first.
		for (String operator : List.of("or", "xor", "and")) {
			if (split(bare, operator).size() > 1) {
				return operator.equals("xor") ? withSortedLists(bare) : joined(terms(bare, operator), operator);
			}
		}
		return withSortedLists(bare);
	}

	private static String joined(Set<String> terms, String operator) {
		return (terms.size() == 1) ? terms.iterator().next()
				: terms.stream().collect(Collectors.joining(") " + operator + " (", "(", ")"));
	}

	private static Set<String> terms(List<SqlToken> tokens, String operator) {
		Set<String> terms = new TreeSet<>();
		for (List<SqlToken> part : split(tokens, operator)) {
			List<SqlToken> term = withoutParentheses(part);
			if (split(term, operator).size() > 1) {
				terms.addAll(terms(term, operator));
			}
			else {
				terms.add(sorted(term));
			}
		}
		return terms;
	}

	private static List<List<SqlToken>> split(List<SqlToken> tokens, String operator) {
		List<List<SqlToken>> parts = new ArrayList<>();
		int start = 0;
		int depth = 0;
		boolean range = false;
		for (int index = 0; index < tokens.size(); index++) {
			SqlToken token = tokens.get(index);
			depth += nesting(token);
			if (depth == 0 && is(token, "between")) {
				range = true;
			}
			else if (depth == 0 && range && is(token, "and")) {
				range = false;
			}
			else if (depth == 0 && is(token, operator)) {
				parts.add(tokens.subList(start, index));
				start = index + 1;
			}
		}
		parts.add(tokens.subList(start, tokens.size()));
		return parts;
	}

	private static int nesting(SqlToken token) {
		if (token.kind() == SqlToken.Kind.SYMBOL) {
			return switch (token.text()) {
				case "(", "[" -> 1;
				case ")", "]" -> -1;
				default -> 0;
			};
		}
		return is(token, "case") ? 1 : (is(token, "end") ? -1 : 0);
	}

	private static boolean is(SqlToken token, String keyword) {
		return token.kind() != SqlToken.Kind.QUOTED_NAME && token.text().equalsIgnoreCase(keyword);
	}

	private static List<SqlToken> withoutParentheses(List<SqlToken> tokens) {
		List<SqlToken> bare = strip(tokens);
		while (isEnclosed(bare)) {
			bare = strip(bare.subList(1, bare.size() - 1));
		}
		return bare;
	}

	private static boolean isEnclosed(List<SqlToken> tokens) {
		if (tokens.size() < 3 || !tokens.get(0).text().equals("(")) {
			return false;
		}
		return close(tokens, 0) == tokens.size() - 1;
	}

	private static String withSortedLists(List<SqlToken> tokens) {
		StringBuilder text = new StringBuilder();
		for (int index = 0; index < tokens.size(); index++) {
			text.append(tokens.get(index).text());
			int close = startsList(tokens, index) ? close(tokens, index) : -1;
			if (close > index) {
				text.append(split(tokens.subList(index + 1, close), ",").stream()
					.map((value) -> text(strip(value)))
					.sorted()
					.collect(Collectors.joining(", ")));
				index = close - 1;
			}
		}
		return text.toString();
	}

	private static boolean startsList(List<SqlToken> tokens, int index) {
		SqlToken before = before(tokens, index);
		if (tokens.get(index).text().equals("(")) {
			return before != null && is(before, "in");
		}
		boolean array = tokens.get(index).text().equals("[") && before != null && is(before, "array");
		int start = index;
		while (array && start > 0 && !BEFORE_ARRAY.contains(tokens.get(start).text().toLowerCase(Locale.ROOT))) {
			SqlToken token = tokens.get(--start);
			array = token.kind() != SqlToken.Kind.SYMBOL || token.text().equals("(");
		}
		return array && start > 0;
	}

	private static @Nullable SqlToken before(List<SqlToken> tokens, int index) {
		int place = index - 1;
		while (place >= 0 && tokens.get(place).kind() == SqlToken.Kind.BLANK) {
			place--;
		}
		return (place >= 0) ? tokens.get(place) : null;
	}

	private static int close(List<SqlToken> tokens, int open) {
		int depth = 0;
		for (int index = open; index < tokens.size(); index++) {
			depth += nesting(tokens.get(index));
			if (depth == 0) {
				return index;
			}
		}
		return -1;
	}

	private static List<SqlToken> strip(List<SqlToken> tokens) {
		int start = 0;
		int end = tokens.size();
		while (start < end && tokens.get(start).kind() == SqlToken.Kind.BLANK) {
			start++;
		}
		while (end > start && tokens.get(end - 1).kind() == SqlToken.Kind.BLANK) {
			end--;
		}
		return tokens.subList(start, end);
	}

	private static String text(List<SqlToken> tokens) {
		return tokens.stream().map(SqlToken::text).collect(Collectors.joining());
	}

}
