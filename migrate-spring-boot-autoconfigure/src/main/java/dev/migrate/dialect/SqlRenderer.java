package dev.migrate.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.Expression;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.SequenceOptions;
import dev.migrate.schema.UniqueKey;
import org.jspecify.annotations.Nullable;

/**
 * Renders names, expressions, columns and constraints as the SQL standard has them.
 */
public abstract class SqlRenderer {

	private final Identifiers identifiers;

	/**
	 * Create the renderer of a product.
	 * @param identifiers renders its names
	 */
	protected SqlRenderer(Identifiers identifiers) {
		this.identifiers = identifiers;
	}

	/**
	 * Return the renderer of the names of the product.
	 * @return the renderer
	 */
	public final Identifiers identifiers() {
		return this.identifiers;
	}

	/**
	 * Return a name as the catalog prints it within an expression.
	 * @param name the name as the catalog stores it
	 * @return the name, quoted if the catalog does so
	 */
	public String printed(String name) {
		return name(name);
	}

	/**
	 * Render a statement without a dollar sign before a brace, which Liquibase would
	 * interpret as a changelog parameter.
	 * @param sql the statement
	 * @return another text of the same statement, or empty if the product has none
	 */
	public Optional<String> withoutParameters(String sql) {
		return Optional.empty();
	}

	/**
	 * Render a generation expression.
	 * @param formula the generation expression
	 * @return the clause
	 */
	protected String generated(Expression formula) {
		return "generated always as (" + formula.sql() + ")";
	}

	/**
	 * Render the storage of a generated column.
	 * @param storage the storage, {@code null} for the product's default
	 * @return the clause with a blank before it, or nothing
	 */
	protected String storage(Column.@Nullable Storage storage) {
		return "";
	}

	/**
	 * Render a collation.
	 * @param collation the collation's name; empty or {@code null} for none
	 * @return the clause with a blank before it, or nothing
	 */
	protected String collation(@Nullable String collation) {
		return (collation != null && !collation.isEmpty()) ? " collate " + Identifiers.quoted(collation) : "";
	}

	/**
	 * Render the table that a foreign key refers to.
	 * @param table the referring table
	 * @param referenced the table referred to
	 * @return the name
	 */
	protected String referenced(QualifiedName table, QualifiedName referenced) {
		return name(referenced);
	}

	/**
	 * Render when a foreign key is checked.
	 * @param deferral when it is checked
	 * @return the clause with a blank before it, or nothing
	 */
	protected String deferral(ForeignKey.Deferral deferral) {
		return switch (deferral) {
			case NOT_DEFERRABLE -> "";
			case INITIALLY_IMMEDIATE -> " deferrable initially immediate";
			case INITIALLY_DEFERRED -> " deferrable initially deferred";
		};
	}

	/**
	 * Render the access method of an index.
	 * @param index the index
	 * @return the clause with a blank before it, or nothing
	 */
	protected String method(Index index) {
		return "";
	}

	/**
	 * Render the condition of a partial index.
	 * @param index the index
	 * @return the clause with a blank before it, or nothing
	 */
	private String where(Index index) {
		if (index.where().isPresent() && !hasPartialIndexes()) {
			throw new IllegalArgumentException(
					"This product does not support partial indexes: index " + index.name() + " has a condition");
		}
		return index.where().isPresent() ? " where " + index.where().sql() : "";
	}

	/**
	 * Return whether the product has indexes on a part of the rows.
	 * @return {@code true} if it does
	 */
	public boolean hasPartialIndexes() {
		return true;
	}

	/**
	 * Render what follows the columns of an index.
	 * @param index the index
	 * @return the clauses with a blank before them, or nothing
	 */
	protected final String options(Index index) {
		return index.options().isPresent() ? " " + index.options().sql() : where(index);
	}

	/**
	 * Render one part of an index.
	 * @param part the part
	 * @return the column or the expression, with its direction
	 */
	protected String part(Index.Part part) {
		String column = part.column();
		String text = (column != null && !part.expression().isPresent()) ? name(column)
				: "(" + part.expression().sql() + ")";
		return text + (part.descending() ? " desc" : "") + part.clauses().inner();
	}

	/**
	 * Render the parts of an index.
	 * @param index the index
	 * @return the list in parentheses
	 */
	protected final String parts(Index index) {
		return index.parts().stream().map(this::part).collect(Collectors.joining(", ", "(", ")"));
	}

	/**
	 * Render a comment.
	 * @param comment the comment; {@code null} or empty for none
	 * @return its text
	 */
	protected final String text(@Nullable String comment) {
		return (comment == null || comment.isEmpty()) ? noComment() : Identifiers.literal(comment);
	}

	/**
	 * Render the removal of a comment.
	 * @return the text instead of the comment
	 */
	protected String noComment() {
		return "null";
	}

	/**
	 * Render the identity clause of a column.
	 * @param identity the identity
	 * @return the clause
	 */
	protected String identity(Identity identity) {
		String increment = (identity.increment() != null && identity.increment() != 1)
				? "increment by " + identity.increment() : "";
		String clauses = (increment + options(identity.options())).strip();
		return "generated " + mode(identity) + " as identity" + (clauses.isEmpty() ? "" : " (" + clauses + ")");
	}

	/**
	 * Render the type of a new column.
	 * @param column the column
	 * @return the type
	 */
	protected String type(Column column) {
		return column.type().text();
	}

	/**
	 * Render the identity clause of a new column.
	 * @param identity the identity
	 * @return the clause with a blank before it, or nothing
	 */
	protected String numbered(Identity identity) {
		return " " + identity(identity);
	}

	/**
	 * Render the options of a sequence that change.
	 * @param from the options now
	 * @param to the options afterwards; {@code null} if they are not defined
	 * @return the clauses
	 */
	protected static List<String> optionClauses(@Nullable SequenceOptions from, @Nullable SequenceOptions to) {
		if (to == null || to.equals(from)) {
			return List.of();
		}
		SequenceOptions before = (from != null) ? from : SequenceOptions.DEFAULT;
		List<String> clauses = new ArrayList<>();
		if (!Objects.equals(before.minimum(), to.minimum())) {
			clauses.add((to.minimum() != null) ? "minvalue " + to.minimum() : "no minvalue");
		}
		if (!Objects.equals(before.maximum(), to.maximum())) {
			clauses.add((to.maximum() != null) ? "maxvalue " + to.maximum() : "no maxvalue");
		}
		if (before.cache() != to.cache()) {
			clauses.add("cache " + to.cache());
		}
		if (before.cycle() != to.cycle()) {
			clauses.add(to.cycle() ? "cycle" : "no cycle");
		}
		return List.copyOf(clauses);
	}

	/**
	 * Render the options of a sequence that are not the default.
	 * @param options the options; {@code null} if they are not defined
	 * @return the clauses with a blank before each, or nothing
	 */
	protected static String options(@Nullable SequenceOptions options) {
		if (options == null) {
			return "";
		}
		return ((options.type() != null) ? " as " + options.type() : "")
				+ ((options.minimum() != null) ? " minvalue " + options.minimum() : "")
				+ ((options.maximum() != null) ? " maxvalue " + options.maximum() : "")
				+ ((options.cache() != 1) ? " cache " + options.cache() : "") + (options.cycle() ? " cycle" : "");
	}

	/**
	 * Render when the database generates the value.
	 * @param identity the identity
	 * @return the keywords
	 */
	protected static String mode(Identity identity) {
		return (identity.mode() == Identity.Mode.ALWAYS) ? "always" : "by default";
	}

	/**
	 * Render a name.
	 * @param name the name as the catalog stores it
	 * @return the name, quoted only if necessary
	 */
	protected final String name(String name) {
		return this.identifiers.of(name);
	}

	/**
	 * Render a qualified name.
	 * @param name the name as the catalog stores it
	 * @return the name, quoted only if necessary
	 */
	protected final String name(QualifiedName name) {
		return this.identifiers.of(name);
	}

	/**
	 * Render a column as a part of a table.
	 * @param column the column
	 * @return its definition
	 */
	public final String definition(Column column) {
		return name(column.name()) + " " + specification(column);
	}

	/**
	 * Render the definition of a column without its name.
	 * @param column the column
	 * @return its type and its clauses
	 */
	protected String specification(Column column) {
		StringBuilder text = new StringBuilder(type(column));
		text.append(collation(column.collation()));
		if (column.generatedAs() != null && column.generatedAs().isPresent()) {
			text.append(' ').append(generated(column.generatedAs())).append(storage(column.storage()));
		}
		else if (column.identity() != null && column.identity().isPresent()) {
			text.append(numbered(column.identity()));
		}
		else if (column.defaultValue() != null && column.defaultValue().isPresent()) {
			text.append(" default ").append(column.defaultValue());
		}
		return column.nullable() ? text.toString() : text.append(" not null").toString();
	}

	/**
	 * Render a primary key as a part of a table.
	 * @param key the key
	 * @return its definition
	 */
	public String definition(PrimaryKey key) {
		return named(key.name()) + "primary key " + this.identifiers.list(key.columns()) + key.clauses().inner();
	}

	/**
	 * Render a unique key as a part of a table.
	 * @param key the key
	 * @return its definition
	 */
	public String definition(UniqueKey key) {
		return named(key.name())
				+ (key.isPlain() ? "unique " + this.identifiers.list(key.columns()) : key.definition());
	}

	/**
	 * Render a check as a part of a table.
	 * @param check the check
	 * @return its definition
	 */
	public String definition(Check check) {
		return named(check.name()) + "check (" + check.condition().sql() + ")" + check.clauses().inner();
	}

	/**
	 * Render the name of a constraint.
	 * @param name the name; empty for none
	 * @return the clause with a blank after it, or nothing
	 */
	protected final String named(String name) {
		return name.isEmpty() ? "" : "constraint " + name(name) + " ";
	}

	/**
	 * Render a foreign key as a part of a table.
	 * @param key the key
	 * @return its definition
	 */
	public String definition(ForeignKey key) {
		return beforeReferenced(key) + name(key.referencedTable()) + afterReferenced(key);
	}

	/**
	 * Render a foreign key as a part of a table up to the referenced table.
	 * @param key the key
	 * @return the beginning of its definition, with a blank after it
	 */
	protected final String beforeReferenced(ForeignKey key) {
		return named(key.name()) + "foreign key " + this.identifiers.list(key.columns()) + " references ";
	}

	/**
	 * Render a foreign key as a part of a table from the referenced table on.
	 * @param key the key
	 * @return the end of its definition, with a blank before it
	 */
	protected final String afterReferenced(ForeignKey key) {
		return " " + this.identifiers.list(key.referencedColumns()) + key.clauses().inner()
				+ action("delete", key.onDelete()) + action("update", key.onUpdate()) + deferral(key.deferral());
	}

	private static String action(String event, ForeignKey.Action action) {
		return (action != ForeignKey.Action.NO_ACTION)
				? " on " + event + " " + action.name().toLowerCase(Locale.ROOT).replace('_', ' ') : "";
	}

	/**
	 * Return whether the product accepts several statements in one text, separated by
	 * semicolons.
	 * @return {@code false} if each has to be sent separately
	 */
	public boolean takesSeveralStatements() {
		return true;
	}

	/**
	 * Divide statements into the parts between which a run may stop.
	 * @param statements the statements
	 * @return the parts, in order: one for each statement unless the product needs it
	 */
	protected List<List<String>> parts(List<String> statements) {
		return statements.stream().map(List::of).toList();
	}

}
