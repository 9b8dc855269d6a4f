package dev.migrate.entity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.Expression;
import dev.migrate.schema.Identity;
import org.jspecify.annotations.Nullable;

/**
 * The content of a {@code columnDefinition}: a type, often followed by clauses.
 *
 * @param type the type's text
 * @param notNull whether the text has {@code not null}
 * @param defaultValue the default; {@code null} if there is none
 * @param generatedAs the generation expression; {@code null} if there is none
 * @param identity the identity; {@code null} if there is none
 * @param collation the collation; {@code null} if there is none
 * @param unique whether the text has {@code unique}
 * @param checks the checks, with their names as written
 * @param comment the comment; {@code null} if there is none
 * @param storage whether generated values are stored; {@code null} if not specified
 * @param primaryKey whether the text has {@code primary key}
 * @param others the clauses that are none of these
 */
record ColumnDefinition(String type, boolean notNull, @Nullable Expression defaultValue,
		@Nullable Expression generatedAs, @Nullable Identity identity, @Nullable String collation, boolean unique,
		List<Check> checks, @Nullable String comment, Column.@Nullable Storage storage, boolean primaryKey,
		List<String> others) {

	/**
	 * Parse a column's text.
	 * @param text the text between the column's name and the next one
	 * @return its parts
	 */
	static ColumnDefinition parse(String text) {
		return new Parser(text).parse();
	}

	private static final class Parser {

		private static final Set<String> CLAUSES = Set.of("default", "not", "null", "collate", "check", "constraint",
				"generated", "as", "identity", "auto_increment", "unique", "primary", "references", "comment", "on");

		private static final Pattern FIRST_IS_ONE = Pattern.compile("\\(\\s*1\\s*,\\s*1\\s*\\)");

		private final String text;

		private final List<Token> tokens;

		private int position;

		Parser(String text) {
			this.text = text.strip();
			this.tokens = tokens(this.text);
		}

		ColumnDefinition parse() {
			String type = untilNextClause(0);
			boolean notNull = false;
			boolean unique = false;
			Expression defaultValue = null;
			Expression generatedAs = null;
			Identity identity = null;
			String collation = null;
			String checkName = "";
			String comment = null;
			boolean references = false;
			boolean primaryKey = false;
			List<String> others = new ArrayList<>();
			Column.Storage storage = null;
			List<Check> checks = new ArrayList<>();
			while (this.position < this.tokens.size()) {
				int clause = this.tokens.get(this.position).start();
				int start = this.tokens.get(this.position).end();
				switch (this.tokens.get(this.position++).keyword()) {
					case "default" -> {
						// What follows is the value, even if it is null.
						this.position++;
						defaultValue = new Expression(untilNextClause(start));
					}
					case "not" -> {
						if (skip("null")) {
							notNull = true;
						}
						else {
							others.add(untilNextClause(clause));
						}
					}
					case "collate" -> {
						this.position++;
						collation = unquoted(untilNextClause(start));
					}
					case "constraint" -> {
						this.position++;
						checkName = untilNextClause(start);
					}
					case "check" -> {
						checks.add(new Check(checkName, new Expression(inParentheses(untilNextClause(start)))));
						checkName = "";
					}
					case "generated", "as" -> {
						Generated generated = generated(start);
						identity = generated.identity();
						others.add(generated.others());
						generatedAs = generated.formula();
						storage = generated.storage();
					}
					case "identity", "auto_increment" -> {
						others.add(FIRST_IS_ONE.matcher(untilNextClause(start)).replaceFirst(""));
						identity = Identity.BY_DEFAULT;
					}
					case "unique" -> {
						skip("key");
						unique = true;
					}
					case "primary" -> {
						skip("key");
						primaryKey = true;
					}
					case "null" -> {
						// Accepted is what a column does by default.
					}
					case "comment" -> comment = literal(untilNextClause(start));
					case "references" -> {
						others.add(untilNextClause(clause));
						references = true;
					}
					case "on" -> {
						String event = untilNextClause(start);
						if (references) {
							others.add(others.remove(others.size() - 1) + " on " + event);
						}
						else {
							// An "on update" clause of the column belongs to its default.
							String value = (defaultValue != null) ? defaultValue.sql() + " " : "";
							defaultValue = new Expression(value + "on " + event.toLowerCase(Locale.ROOT));
						}
					}
					default -> others.add(untilNextClause(clause));
				}
			}
			others.removeIf(String::isBlank);
			return new ColumnDefinition(type, notNull, defaultValue, generatedAs, identity, collation, unique, checks,
					comment, storage, primaryKey, List.copyOf(others));
		}

		private boolean skip(String keyword) {
			boolean skipped = this.position < this.tokens.size()
					&& this.tokens.get(this.position).keyword().equals(keyword);
			this.position += skipped ? 1 : 0;
			return skipped;
		}

		private Generated generated(int start) {
			while (this.position < this.tokens.size()
					&& this.tokens.get(this.position).isOneOf("always", "by", "default", "as")) {
				this.position++;
			}
			boolean identity = this.position < this.tokens.size()
					&& this.tokens.get(this.position).keyword().startsWith("identity");
			if (identity) {
				this.position++;
			}
			int end = this.tokens.get(this.position - 1).end();
			String mode = this.text.substring(start, Math.max(start, end)).strip().toLowerCase(Locale.ROOT);
			String clause = untilNextClause(identity ? end : start);
			if (!identity) {
				String kind = clause.substring(clause.lastIndexOf(')') + 1).strip().toLowerCase(Locale.ROOT);
				Column.Storage storage = switch (kind) {
					case "virtual" -> Column.Storage.VIRTUAL;
					case "stored", "persistent" -> Column.Storage.STORED;
					default -> null;
				};
				return new Generated(null, new Expression(inParentheses(clause)), storage, "");
			}
			Identity.Mode kind = mode.startsWith("always") ? Identity.Mode.ALWAYS : Identity.Mode.BY_DEFAULT;
			return new Generated(new Identity(kind, null), null, null, clause);
		}

		private String untilNextClause(int start) {
			while (this.position < this.tokens.size() && !CLAUSES.contains(this.tokens.get(this.position).keyword())) {
				this.position++;
			}
			int end = (this.position < this.tokens.size()) ? this.tokens.get(this.position).start()
					: this.text.length();
			return this.text.substring(start, Math.max(start, end)).strip();
		}

		private static String inParentheses(String clause) {
			int open = clause.indexOf('(');
			int close = clause.lastIndexOf(')');
			return (open >= 0 && close > open) ? clause.substring(open + 1, close).strip() : clause;
		}

		private static String literal(String clause) {
			boolean quoted = clause.length() > 1 && clause.startsWith("'") && clause.endsWith("'");
			return quoted ? clause.substring(1, clause.length() - 1).replace("''", "'") : clause;
		}

		private static String unquoted(String name) {
			boolean quoted = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
			return quoted ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name;
		}

		/**
		 * Split a text at blanks outside of quotes and parentheses, and before a
		 * parenthesis.
		 * @param text the text
		 * @return its tokens
		 */
		private static List<Token> tokens(String text) {
			List<Token> tokens = new ArrayList<>();
			int start = -1;
			int depth = 0;
			char quote = 0;
			for (int i = 0; i < text.length(); i++) {
				char c = text.charAt(i);
				boolean plain = quote == 0 && depth == 0;
				if (plain && start >= 0 && (Character.isWhitespace(c) || c == '(')) {
					tokens.add(new Token(text, start, i));
					start = -1;
				}
				if (start < 0 && !Character.isWhitespace(c)) {
					start = i;
				}
				if (quote != 0) {
					quote = (c == quote) ? 0 : quote;
				}
				else if (c == '\'' || c == '"') {
					quote = c;
				}
				else if (c == '(') {
					depth++;
				}
				else if (c == ')' && depth > 0) {
					depth--;
					if (depth == 0) {
						tokens.add(new Token(text, start, i + 1));
						start = -1;
					}
				}
			}
			if (start >= 0) {
				tokens.add(new Token(text, start, text.length()));
			}
			return tokens;
		}

		private record Generated(@Nullable Identity identity, @Nullable Expression formula,
				Column.@Nullable Storage storage, String others) {

		}

		private record Token(String text, int start, int end) {

			String keyword() {
				return this.text.substring(this.start, this.end).toLowerCase(Locale.ROOT);
			}

			boolean isOneOf(String... keywords) {
				return List.of(keywords).contains(keyword());
			}

		}

	}

}
