package dev.migrate.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A type's text taken apart.
 *
 * @param name the words of it, in lower case where they are not quoted
 * @param arguments what stands in parentheses
 * @param dimensions the length of each dimension of an array, empty texts for lengths
 * that are not given; no elements for what is no array
 */
public record TypeText(String name, List<String> arguments, List<String> dimensions) {

	private static final Pattern TOKEN = Pattern
		.compile("\"(?:[^\"]|\"\")*\"|'(?:[^']|'')*'|[(),\\[\\]]|\\s+" + "|[^\\s\"'(),\\[\\]]+");

	public TypeText {
		arguments = List.copyOf(arguments);
		dimensions = List.copyOf(dimensions);
	}

	/**
	 * Take a text apart.
	 * @param text the text
	 * @return its parts, or empty where it is not a name with at most one list of
	 * arguments
	 */
	public static Optional<TypeText> parse(String text) {
		return Optional.ofNullable(new Parser(tokens(text)).parse());
	}

	/**
	 * Bring a text that no rule knows into one form: single spaces, and lower case
	 * outside of quotes.
	 * @param text the text
	 * @return the normalised text
	 */
	public static String lowerCase(String text) {
		return normalize(text, false);
	}

	/**
	 * Bring a text that no rule knows into one form: single spaces, and upper case
	 * outside of quotes.
	 * @param text the text
	 * @return the normalised text
	 */
	public static String upperCase(String text) {
		return normalize(text, true);
	}

	/**
	 * Return whether this is an array.
	 * @return {@code true} where it has a dimension
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
	 * Return an argument as a number.
	 * @param position the argument's position, from 0
	 * @param absent the number where there is no such argument, or where it is none
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
	 * Reads the tokens of a text, from the left to the right.
	 */
	private static final class Parser {

		private final List<String> tokens;

		private final List<String> words = new ArrayList<>();

		private final List<String> arguments = new ArrayList<>();

		private final List<String> dimensions = new ArrayList<>();

		private int position;

		Parser(List<String> tokens) {
			this.tokens = tokens;
		}

		@Nullable TypeText parse() {
			while (this.position < this.tokens.size()) {
				String token = this.tokens.get(this.position++);
				boolean understood = switch (token) {
					case "(" -> readArguments();
					case "[" -> readDimension();
					case ")", "]", "," -> false;
					default -> readWord(token);
				};
				if (!understood) {
					return null;
				}
			}
			return this.words.isEmpty() ? null
					: new TypeText(String.join(" ", this.words), this.arguments, this.dimensions);
		}

		private boolean readWord(String token) {
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
			String word = token.startsWith("\"") ? token : token.toLowerCase(Locale.ROOT);
			int last = this.words.size() - 1;
			if (last >= 0 && (word.startsWith(".") || this.words.get(last).endsWith("."))) {
				this.words.set(last, this.words.get(last) + word);
				return true;
			}
			return this.words.add(word);
		}

		private boolean readArguments() {
			if (!this.arguments.isEmpty() || !this.dimensions.isEmpty() || this.words.isEmpty()) {
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
