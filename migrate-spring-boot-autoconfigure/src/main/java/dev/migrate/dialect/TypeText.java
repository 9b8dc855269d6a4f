package dev.migrate.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.change.Conversion;
import dev.migrate.schema.SqlType;
import org.jspecify.annotations.Nullable;

/**
 * The parsed text of a type.
 *
 * @param name its name, in lower case unless quoted
 * @param arguments the arguments in parentheses
 * @param dimensions the length of each dimension of an array, empty texts for lengths
 * that are not specified; no elements if it is not an array
 */
public record TypeText(String name, List<String> arguments, List<String> dimensions) {

	private static final Pattern TOKEN = Pattern
		.compile("\"(?:[^\"]|\"\")*\"|'(?:[^']|'')*'|[(),\\[\\]]|\\s+" + "|[^\\s\"'(),\\[\\]]+");

	public TypeText {
		arguments = List.copyOf(arguments);
		dimensions = List.copyOf(dimensions);
	}

	/**
	 * Parse a text.
	 * @param text the text
	 * @return its parts, or empty if it is not a name with at most one list of arguments
	 */
	public static Optional<TypeText> parse(String text) {
		return Optional.ofNullable(new Parser(tokens(text)).parse());
	}

	/**
	 * Normalize an unknown text: single spaces, and lower case outside of quotes.
	 * @param text the text
	 * @return the normalized text
	 */
	public static String lowerCase(String text) {
		return normalize(text, false);
	}

	/**
	 * Normalize an unknown text: single spaces, and upper case outside of quotes.
	 * @param text the text
	 * @return the normalized text
	 */
	public static String upperCase(String text) {
		return normalize(text, true);
	}

	/**
	 * Return whether this is an array.
	 * @return {@code true} if it has a dimension
	 */
	public boolean isArray() {
		return !this.dimensions.isEmpty();
	}

	/**
	 * Return the type of the elements of this array.
	 * @return the type without its dimensions
	 */
	public TypeText element() {
		return new TypeText(this.name, this.arguments, List.of());
	}

	/**
	 * Return the type as a text, with its arguments before the time zone clause.
	 * @param separator the separator of arguments
	 * @return the text, without the dimensions of an array
	 */
	public String text(String separator) {
		if (this.arguments.isEmpty()) {
			return this.name;
		}
		int zone = this.name.toLowerCase(Locale.ROOT).indexOf(" with");
		int end = (zone < 0) ? this.name.length() : zone;
		return this.name.substring(0, end) + "(" + String.join(separator, this.arguments) + ")"
				+ this.name.substring(end);
	}

	/**
	 * Predict the conversion of values when a column changes its type.
	 * @param from the type now, in canonical form
	 * @param to the type afterwards, in canonical form
	 * @param rule predicts it for two different types that can be parsed
	 * @return the conversion
	 */
	public static Conversion conversion(SqlType from, SqlType to, BiFunction<TypeText, TypeText, Conversion> rule) {
		if (from.equals(to)) {
			return Conversion.KEEPS_VALUES;
		}
		Optional<TypeText> before = parse(from.canonical());
		Optional<TypeText> after = parse(to.canonical());
		return (before.isPresent() && after.isPresent()) ? rule.apply(before.get(), after.get()) : Conversion.MAY_FAIL;
	}

	/**
	 * Return an argument as a number.
	 * @param position the argument's position, from 0
	 * @param absent the number if there is no such argument, or if it is not a number
	 * @return the number
	 */
	public int number(int position, int absent) {
		if (position >= this.arguments.size() || !this.arguments.get(position).matches("\\d{1,9}")) {
			return absent;
		}
		return Integer.parseInt(this.arguments.get(position));
	}

	private static String normalize(String text, boolean upper) {
		StringBuilder result = new StringBuilder();
		for (String token : tokens(text)) {
			if (token.isBlank()) {
				result.append(' ');
			}
			else if (token.startsWith("\"") || token.startsWith("'")) {
				result.append(token);
			}
			else {
				result.append(upper ? token.toUpperCase(Locale.ROOT) : token.toLowerCase(Locale.ROOT));
			}
		}
		return result.toString().strip();
	}

	private static List<String> tokens(String text) {
		List<String> tokens = new ArrayList<>();
		Matcher matcher = TOKEN.matcher(text.strip());
		while (matcher.find()) {
			tokens.add(matcher.group());
		}
		return tokens;
	}

	/**
	 * Reads the tokens of a text, from left to right.
	 */
	private static final class Parser {

		private final List<String> tokens;

		private final List<String> nameParts = new ArrayList<>();

		private final List<String> arguments = new ArrayList<>();

		private final List<String> dimensions = new ArrayList<>();

		private int position;

		Parser(List<String> tokens) {
			this.tokens = tokens;
		}

		@Nullable TypeText parse() {
			while (this.position < this.tokens.size()) {
				String token = this.tokens.get(this.position++);
				boolean valid = switch (token) {
					case "(" -> readArguments();
					case "[" -> readDimension();
					case ")", "]", "," -> false;
					default -> readNamePart(token);
				};
				if (!valid) {
					return null;
				}
			}
			return this.nameParts.isEmpty() ? null
					: new TypeText(String.join(" ", this.nameParts), this.arguments, this.dimensions);
		}

		private boolean readNamePart(String token) {
			if (token.isBlank()) {
				return true;
			}
			if (token.equalsIgnoreCase("array")) {
				if (!next("[")) {
					return this.dimensions.add("");
				}
				return readDimension();
			}
			if (!this.dimensions.isEmpty() || token.startsWith("'")) {
				return false;
			}
			String part = token.startsWith("\"") ? token : token.toLowerCase(Locale.ROOT);
			int last = this.nameParts.size() - 1;
			if (last >= 0 && (part.startsWith(".") || this.nameParts.get(last).endsWith("."))) {
				this.nameParts.set(last, this.nameParts.get(last) + part);
				return true;
			}
			return this.nameParts.add(part);
		}

		private boolean readArguments() {
			if (!this.arguments.isEmpty() || !this.dimensions.isEmpty() || this.nameParts.isEmpty()) {
				return false;
			}
			int depth = 1;
			StringBuilder argument = new StringBuilder();
			while (this.position < this.tokens.size()) {
				String token = this.tokens.get(this.position++);
				depth += token.equals("(") ? 1 : (token.equals(")") ? -1 : 0);
				if (depth == 0 || (depth == 1 && token.equals(","))) {
					this.arguments.add(argument.toString().strip());
					argument.setLength(0);
				}
				else {
					argument.append(token);
				}
				if (depth == 0) {
					return true;
				}
			}
			return false;
		}

		private boolean readDimension() {
			StringBuilder length = new StringBuilder();
			while (this.position < this.tokens.size()) {
				String token = this.tokens.get(this.position++);
				if (token.equals("]")) {
					return this.dimensions.add(length.toString().strip());
				}
				length.append(token);
			}
			return false;
		}

		private boolean next(String expected) {
			while (this.position < this.tokens.size() && this.tokens.get(this.position).isBlank()) {
				this.position++;
			}
			if (this.position < this.tokens.size() && this.tokens.get(this.position).equals(expected)) {
				this.position++;
				return true;
			}
			return false;
		}

	}

}
