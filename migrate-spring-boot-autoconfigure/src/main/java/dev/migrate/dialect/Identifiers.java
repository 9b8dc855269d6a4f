package dev.migrate.dialect;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.migrate.schema.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Renders the names of a product as SQL: unquoted if that means exactly the name that the
 * catalog stores, quoted otherwise.
 */
public final class Identifiers {

	private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

	private static final Pattern QUOTED = Pattern.compile("'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"");

	private final UnaryOperator<String> fold;

	private final Set<String> reserved;

	private final char quote;

	/**
	 * Create the renderer of a product.
	 * @param fold folds an unquoted name as the product does
	 * @param reserved the reserved words, in lower case
	 */
	public Identifiers(UnaryOperator<String> fold, Set<String> reserved) {
		this(fold, reserved, '"');
	}

	/**
	 * Create the renderer of a product with its own quote character.
	 * @param fold folds an unquoted name as the product does
	 * @param reserved the reserved words, in lower case
	 * @param quote the character around a name that needs quotes
	 */
	public Identifiers(UnaryOperator<String> fold, Set<String> reserved, char quote) {
		this.fold = fold;
		this.reserved = Set.copyOf(reserved);
		this.quote = quote;
	}

	/**
	 * Render a name as SQL.
	 * @param name the name as the catalog stores it
	 * @return the name in lower case if the database folds that back, else quoted
	 */
	public String of(String name) {
		String plain = name.toLowerCase(Locale.ROOT);
		boolean folds = PLAIN.matcher(plain).matches() && this.fold.apply(plain).equals(name);
		return (folds && !this.reserved.contains(plain)) ? plain : quoted(name, this.quote);
	}

	/**
	 * Return a name as it is written without quotes, reserved or not.
	 * @param name the name as the catalog stores it
	 * @return the name in lower case if the database folds that back, else the name
	 */
	public String unquoted(String name) {
		String plain = name.toLowerCase(Locale.ROOT);
		return this.fold.apply(plain).equals(name) ? plain : name;
	}

	/**
	 * Return a name as the catalog stores it if it is written without quotes.
	 * @param name the name
	 * @return the folded name; the name itself if it is not in lower case
	 */
	public String folded(String name) {
		return name.equals(name.toLowerCase(Locale.ROOT)) ? this.fold.apply(name) : name;
	}

	/**
	 * Return whether a name needs no quotes.
	 * @param name the name as the catalog stores it
	 * @return {@code true} if the unquoted name means the name
	 */
	public boolean isPlain(String name) {
		return of(name).charAt(0) != this.quote;
	}

	/**
	 * Render a qualified name as SQL.
	 * @param name the name as the catalog stores it
	 * @return the name, with its schema if it has one
	 */
	public String of(QualifiedName name) {
		return of(name.schema(), name.name());
	}

	/**
	 * Render a name in a schema as SQL.
	 * @param schema the schema, {@code null} for the default one
	 * @param name the name within the schema
	 * @return the name, with its schema if it has one
	 */
	public String of(@Nullable String schema, String name) {
		return (schema != null) ? of(schema) + "." + of(name) : of(name);
	}

	/**
	 * Render names as a list in parentheses.
	 * @param names the names as the catalog stores them
	 * @return for example {@code (id, "Name")}
	 */
	public String list(Collection<String> names) {
		return names.stream().map(this::of).collect(Collectors.joining(", ", "(", ")"));
	}

	/**
	 * Fold an unquoted name to upper case.
	 * @param name the name
	 * @return the name in upper case
	 */
	public static String upperCase(String name) {
		return name.toUpperCase(Locale.ROOT);
	}

	/**
	 * Fold an unquoted name to upper case, for a product where no such name begins with
	 * an underscore.
	 * @param name the name
	 * @return the name in upper case; empty if it has to be quoted
	 */
	public static String upperCaseOfLetters(String name) {
		return name.startsWith("_") ? "" : upperCase(name);
	}

	/**
	 * Fold an unquoted name to lower case.
	 * @param name the name
	 * @return the name in lower case
	 */
	public static String lowerCase(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

	/**
	 * Quote a name, even if it needs no quotes.
	 * @param name the name as the catalog stores it
	 * @return the quoted name
	 */
	public static String quoted(String name) {
		return quoted(name, '"');
	}

	private static String quoted(String name, char quote) {
		String text = String.valueOf(quote);
		return text + name.replace(text, text + text) + text;
	}

	/**
	 * Render every dollar sign before a brace in a statement as the SQL standard's escape
	 * for a character.
	 * @param sql the statement
	 * @return the same statement, or empty if one is outside of a plain literal and a
	 * quoted name
	 */
	public static Optional<String> withoutParameters(String sql) {
		String escaped = QUOTED.matcher(sql).replaceAll((quoted) -> {
			String text = quoted.group();
			boolean prefixed = quoted.start() > 0 && Character.isJavaIdentifierPart(sql.charAt(quoted.start() - 1));
			return Matcher.quoteReplacement((!text.contains("${") || prefixed) ? text
					: "U&" + text.replace("\\", "\\\\").replace("${", "\\0024{"));
		});
		return escaped.contains("${") ? Optional.empty() : Optional.of(escaped);
	}

	/**
	 * Render a text as a literal.
	 * @param text the text
	 * @return the literal
	 */
	public static String literal(String text) {
		return "'" + text.replace("'", "''") + "'";
	}

}
