package dev.migrate.change;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.schema.Check;
import dev.migrate.schema.SqlType;

/**
 * The values that a column may have according to its type or a check, as for an enum of
 * an entity.
 *
 * @param column the column, as the type or check names it
 * @param values the values as text
 */
public record AllowedValues(String column, List<String> values) {

	private static final int MOST_ORDINALS = 1000;

	private static final Pattern LITERAL = Pattern.compile("'((?:[^']|'')*)'");

	private static final Pattern TOKEN = Pattern.compile("\"((?:[^\"]|\"\")*)\"|[\\p{L}_][\\p{L}\\p{N}_$]*");

	private static final Pattern NUMBER = Pattern.compile("(?<![\\p{L}\\p{N}_$\"])-?\\d+");

	private static final Pattern ONE_VALUE = Pattern.compile("^[^<>=]*=[^<>=]*$");

	private static final Pattern INLINE = Pattern.compile("(?is)enum\\s*\\((.*)\\)");

	private static final Set<String> TOKENS_OF_LIST = Set.of("in", "any", "array", "text", "character", "varying",
			"varchar", "bpchar", "char", "or", "is", "null");

	private static final Set<String> TOKENS_OF_RANGE = Set.of("between", "and", "smallint", "integer", "or", "is",
			"null");

	/**
	 * Read the values that a type lists.
	 * @param column the column
	 * @param type its type
	 * @return the values; empty if the type lists none
	 */
	public static Optional<AllowedValues> of(String column, SqlType type) {
		Matcher inline = INLINE.matcher(type.canonical());
		return inline.matches() ? Optional.of(new AllowedValues(column, literals(inline.group(1)))) : Optional.empty();
	}

	/**
	 * Read the values that a check lists.
	 * @param check the check, of an entity or the database
	 * @return the values; empty if the check has any other form
	 */
	public static Optional<AllowedValues> of(Check check) {
		String sql = check.condition().sql();
		List<String> literals = literals(sql);
		String rest = LITERAL.matcher(sql).replaceAll(" ");
		Set<String> tokens = new LinkedHashSet<>();
		Set<String> columns = new HashSet<>();
		Matcher matcher = TOKEN.matcher(rest);
		while (matcher.find()) {
			String word = matcher.group().toLowerCase(Locale.ROOT);
			if (TOKENS_OF_LIST.contains(word) || TOKENS_OF_RANGE.contains(word)) {
				tokens.add(word);
			}
			else {
				columns.add((matcher.group(1) != null) ? matcher.group(1) : matcher.group());
			}
		}
		if (columns.size() != 1 || rest.contains("<>") || rest.contains("!=")) {
			return Optional.empty();
		}
		String column = columns.iterator().next();
		if (!literals.isEmpty() && TOKENS_OF_LIST.containsAll(tokens)) {
			return Optional.of(new AllowedValues(column, literals));
		}
		List<Long> bounds = NUMBER.matcher(rest).results().map((number) -> Long.parseLong(number.group())).toList();
		if (literals.isEmpty() && tokens.isEmpty() && bounds.size() == 1 && ONE_VALUE.matcher(rest).find()) {
			return Optional.of(new AllowedValues(column, numbers(bounds.get(0), bounds.get(0))));
		}
		boolean range = literals.isEmpty() && TOKENS_OF_RANGE.containsAll(tokens) && bounds.size() == 2
				&& (tokens.contains("between") || (rest.contains(">=") && rest.contains("<=")))
				&& bounds.get(1) - bounds.get(0) < MOST_ORDINALS;
		return range ? Optional.of(new AllowedValues(column, numbers(bounds.get(0), bounds.get(1)))) : Optional.empty();
	}

	/**
	 * Return the values that are no longer allowed.
	 * @param now the new values
	 * @return the difference, in order
	 */
	public List<String> without(AllowedValues now) {
		return this.values.stream().filter((value) -> !now.values.contains(value)).toList();
	}

	private static List<String> literals(String sql) {
		return LITERAL.matcher(sql).results().map((literal) -> literal.group(1).replace("''", "'")).toList();
	}

	private static List<String> numbers(long from, long to) {
		List<String> numbers = new ArrayList<>();
		for (long number = from; number <= to; number++) {
			numbers.add(Long.toString(number));
		}
		return numbers;
	}

}
