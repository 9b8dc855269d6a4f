package dev.migrate.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.migrate.change.Change;
import dev.migrate.change.ColumnChange;
import dev.migrate.change.ConstraintChange;
import dev.migrate.change.Direction;
import dev.migrate.change.IndexChange;
import dev.migrate.change.SchemaChange;
import dev.migrate.change.SequenceChange;
import dev.migrate.change.TableChange;
import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.Expression;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SequenceOptions;
import dev.migrate.schema.SqlType;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueKey;
import org.jspecify.annotations.Nullable;

/**
 * Spells changes as the SQL standard has it; a product overrides what it does
 * differently. Statements have no terminator.
 */
public abstract class StandardDdl implements Change.Visitor<List<String>> {

	private final Identifiers identifiers;

	/**
	 * Create the spelling of a product.
	 * @param identifiers how it spells names
	 */
	protected StandardDdl(Identifiers identifiers) {
		this.identifiers = identifiers;
	}

	/**
	 * Return how the product spells names.
	 * @return the spelling
	 */
	public final Identifiers identifiers() {
		return this.identifiers;
	}

	/**
	 * Return whether Liquibase's own changes leave a type as it is, in all versions that
	 * are supported.
	 * @param type the type, in canonical form
	 * @return {@code false} where it would become another one, or nobody has looked
	 */
	public abstract boolean isKeptByLiquibase(SqlType type);

	/**
	 * Return whether Liquibase's own changes may stand for statements at all.
	 * @return {@code false} where it does something else than what it is told
	 */
	public boolean hasTypedChanges() {
		return true;
	}

	/**
	 * Return whether the product takes several statements in one text, with semicolons
	 * between them.
	 * @return {@code false} where each has to be sent by itself
	 */
	public boolean takesSeveralStatements() {
		return true;
	}

	/**
	 * Return whether the statements of a change run in one transaction that whoever runs
	 * them begins and ends.
	 * @param change the change
	 * @return {@code false} where they have to begin and end their own
	 */
	public boolean isInTransaction(Change change) {
		return true;
	}

	/**
	 * Return whether Liquibase's own changes number a column as {@link #identity} does,
	 * in all versions that are supported.
	 * @param identity the way of it
	 * @return {@code false} where it would become another one
	 */
	public boolean isKeptByLiquibase(Identity identity) {
		return identity.mode() == Identity.Mode.BY_DEFAULT
				&& (identity.increment() == null || identity.increment() == 1)
				&& (identity.options() == null || identity.options().equals(SequenceOptions.DEFAULT));
	}

	/**
	 * Return a query that returns 1 on this product, and fails or returns something else
	 * on all others.
	 * @return the query, on one line
	 */
	public abstract String productCheck();

	/**
	 * Return a query that returns 0 where a table has no rows, and looks at one of them
	 * at most.
	 * @param table the table
	 * @return the query, on one line
	 */
	public String rowCheck(QualifiedName table) {
		return "select count(*) from (" + first("select 1 from " + name(table)) + ") existing";
	}

	/**
	 * Return a query that returns 0 where an expression is null for no row of a table,
	 * and returns the first such row at most.
	 * @param table the table
	 * @param value the expression
	 * @return the query, on one line
	 */
	public String valueCheck(QualifiedName table, String value) {
		return "select count(*) from (" + first("select 1 from " + name(table) + " where (" + value + ") is null")
				+ ") missing";
	}

	/**
	 * Return a statement that fails where a query does not return what it should.
	 * @param query the query, of one row and one column
	 * @param expected what it should return, as a text
	 * @return the statement
	 */
	public String failUnless(String query, String expected) {
		String literal = expected.matches("-?\\d{1,18}") ? expected : Identifiers.literal(expected);
		return failUnless("(" + query + ") = " + literal);
	}

	/**
	 * Return a statement that fails where a condition does not hold.
	 * @param condition the condition
	 * @return the statement
	 */
	protected String failUnless(String condition) {
		return "select 1 / (case when " + condition + " then 1 else 0 end)";
	}

	/**
	 * Spell a query for its first row alone.
	 * @param query the query
	 * @return the query with an end
	 */
	protected String first(String query) {
		return query + " fetch first 1 row only";
	}

	/**
	 * Return a query that returns 0 where no row has one of some values, and stops at the
	 * first row that has.
	 * @param table the table
	 * @param column the column, of whatever type
	 * @param values the values, as texts
	 * @return the query, on one line
	 */
	public String valueCheck(QualifiedName table, String column, List<String> values) {
		return "select count(*) from ("
				+ first("select 1 from " + name(table) + " where " + asText(name(column)) + " in "
						+ values.stream().map(Identifiers::literal).collect(Collectors.joining(", ", "(", ")")))
				+ ") existing";
	}

	/**
	 * Return a query that returns 0 where no row has a value in a column, and stops at
	 * the first row that has.
	 * @param table the table
	 * @param column the column
	 * @return the query, on one line
	 */
	public String filledCheck(QualifiedName table, String column) {
		return "select count(*) from ("
				+ first("select 1 from " + name(table) + " where " + name(column) + " is not null") + ") existing";
	}

	/**
	 * Spell a column of whatever type as a text.
	 * @param column the column, spelled
	 * @return the expression
	 */
	protected String asText(String column) {
		return "cast(" + column + " as varchar(255))";
	}

	/**
	 * Return a name as the catalog prints it within an expression.
	 * @param name the name as the catalog stores it
	 * @return the name, quoted where the catalog does so
	 */
	public String printed(String name) {
		return name(name);
	}

	/**
	 * Spell a statement without a dollar sign before a brace, which a changelog would
	 * take for a parameter.
	 * @param sql the statement
	 * @return another spelling of the same statement, or empty where the product has none
	 */
	public Optional<String> withoutParameters(String sql) {
		return Optional.empty();
	}

	@Override
	public List<String> visit(SchemaChange.CreateSchema change) {
		return List.of("create schema if not exists " + name(change.name()));
	}

	@Override
	public List<String> visit(SchemaChange.DropSchema change) {
		return List.of("drop schema " + name(change.name()) + " restrict");
	}

	@Override
	public List<String> visit(SequenceChange.CreateSequence change) {
		Sequence sequence = change.sequence();
		return List.of("create sequence " + name(sequence.name()) + " start with " + sequence.start() + " increment by "
				+ sequence.increment() + options(sequence.options()));
	}

	@Override
	public List<String> visit(SequenceChange.DropSequence change) {
		return List.of("drop sequence " + name(change.sequence().name()));
	}

	@Override
	public List<String> visit(SequenceChange.AlterSequence change) {
		String options = String.join("",
				optionClauses(change.from().options(), change.to().options()).stream()
					.map((clause) -> " " + clause)
					.toList());
		return List
			.of("alter sequence " + name(change.to().name()) + " increment by " + change.to().increment() + options);
	}

	@Override
	public List<String> visit(TableChange.CreateTable change) {
		Table table = change.table();
		List<String> parts = new ArrayList<>();
		table.columns().forEach((column) -> parts.add(definition(column)));
		if (table.primaryKey() != null) {
			parts.add(definition(table.primaryKey()));
		}
		table.uniqueKeys().forEach((key) -> parts.add(definition(key)));
		table.checks().forEach((check) -> parts.add(definition(check)));
		List<String> statements = new ArrayList<>();
		statements.add("create table " + name(table.name())
				+ parts.stream().collect(Collectors.joining(",\n    ", " (\n    ", "\n)")));
		if (table.comment() != null && !table.comment().isEmpty()) {
			statements.add(commentOnTable(table.name(), table.comment()));
		}
		table.columns().forEach((column) -> statements.addAll(commentsOf(table.name(), column)));
		statements.addAll(table.inserts());
		return List.copyOf(statements);
	}

	@Override
	public List<String> visit(TableChange.DropTable change) {
		return List.of("drop table " + name(change.table().name()));
	}

	@Override
	public List<String> visit(TableChange.AlterTableComment change) {
		return List.of(commentOnTable(change.table(), change.to()));
	}

	@Override
	public List<String> visit(ColumnChange.AddColumn change) {
		List<String> statements = new ArrayList<>();
		statements.add(alter(change.table()) + "add column " + definition(change.column()));
		statements.addAll(commentsOf(change.table(), change.column()));
		return List.copyOf(statements);
	}

	@Override
	public List<String> visit(ColumnChange.DropColumn change) {
		return List.of(alter(change.table()) + "drop column " + name(change.column().name()));
	}

	@Override
	public List<String> visit(ColumnChange.AlterColumn change) {
		return switch (change.aspect()) {
			case TYPE -> alterTypeAndDefault(change);
			case NULLABILITY ->
				List.of(alterColumn(change) + (change.to().nullable() ? "drop not null" : "set not null"));
			case DEFAULT -> List.of(alterColumn(change) + setDefault(change.to()));
			case IDENTITY -> alterIdentity(change);
			case FORMULA -> alterFormula(change);
			case COLLATION -> alterCollation(change);
			case COMMENT -> List.of(commentOnColumn(change.table(), change.to()));
		};
	}

	@Override
	public List<String> visit(ColumnChange.FillColumn change) {
		String column = name(change.column().name());
		return (change.direction() == Direction.BACKWARD) ? List.of() : List.of("update " + name(change.table())
				+ " set " + column + " = " + change.value().sql() + " where " + column + " is null");
	}

	@Override
	public List<String> visit(TableChange.RenameTable change) {
		return List.of(alter(change.from()) + "rename to " + name(change.to().name()));
	}

	@Override
	public List<String> visit(ColumnChange.RenameColumn change) {
		return List.of(alter(change.table()) + "rename column " + name(change.from()) + " to " + name(change.to()));
	}

	@Override
	public List<String> visit(ConstraintChange.AddPrimaryKey change) {
		return List.of(alter(change.table()) + "add " + definition(change.key()));
	}

	@Override
	public List<String> visit(ConstraintChange.DropPrimaryKey change) {
		return List.of(dropConstraint(change.table(), change.key().name()));
	}

	@Override
	public List<String> visit(ConstraintChange.AddUniqueKey change) {
		return List.of(alter(change.table()) + "add " + definition(change.key()));
	}

	@Override
	public List<String> visit(ConstraintChange.DropUniqueKey change) {
		return List.of(dropConstraint(change.table(), change.key().name()));
	}

	@Override
	public List<String> visit(ConstraintChange.AddForeignKey change) {
		ForeignKey key = change.key();
		return List.of(alter(change.table()) + "add " + named(key.name()) + "foreign key "
				+ this.identifiers.list(key.columns()) + " references "
				+ referenced(change.table(), key.referencedTable()) + " "
				+ this.identifiers.list(key.referencedColumns()) + action("delete", key.onDelete())
				+ action("update", key.onUpdate()) + deferral(key.deferral()));
	}

	@Override
	public List<String> visit(ConstraintChange.DropForeignKey change) {
		return List.of(dropConstraint(change.table(), change.key().name()));
	}

	@Override
	public List<String> visit(ConstraintChange.AddCheck change) {
		return List.of(alter(change.table()) + "add " + definition(change.check()));
	}

	@Override
	public List<String> visit(ConstraintChange.DropCheck change) {
		return List.of(dropConstraint(change.table(), change.check().name()));
	}

	@Override
	public List<String> visit(IndexChange.CreateIndex change) {
		Index index = change.index();
		if (index.definition() != null) {
			return List.of(index.definition().statement());
		}
		String parts = index.parts().stream().map(this::spell).collect(Collectors.joining(", ", "(", ")"));
		return List.of("create " + (index.unique() ? "unique index " : "index ") + name(index.name()) + " on "
				+ name(change.table()) + method(index) + " " + parts + where(index));
	}

	@Override
	public List<String> visit(IndexChange.DropIndex change) {
		return List.of("drop index " + this.identifiers.of(change.table().schema(), change.index().name()));
	}

	@Override
	public List<String> visit(TableChange.RebuildTable change) {
		throw new IllegalStateException("Only a product that cannot change tables in place makes them anew");
	}

	private List<String> alterTypeAndDefault(ColumnChange.AlterColumn change) {
		Column from = change.from();
		Column to = change.to();
		if (Objects.equals(from.defaultValue(), to.defaultValue())) {
			return alterType(change);
		}
		List<String> statements = new ArrayList<>();
		statements.add(alterColumn(change) + "drop default");
		statements.addAll(alterType(new ColumnChange.AlterColumn(change.table(), change.aspect(),
				from.withDefaultValue(Expression.NONE), to.withDefaultValue(Expression.NONE))));
		if (to.hasDefault()) {
			statements.add(alterColumn(change) + setDefault(to));
		}
		return List.copyOf(statements);
	}

	/**
	 * Change the type of a column and keep all else.
	 * @param change the change
	 * @return the statements
	 */
	protected abstract List<String> alterType(ColumnChange.AlterColumn change);

	/**
	 * Let the database number a column, or stop it, or number it in another way.
	 * @param change the change
	 * @return the statements
	 */
	protected abstract List<String> alterIdentity(ColumnChange.AlterColumn change);

	/**
	 * Change the collation of a column.
	 * @param change the change
	 * @return the statements
	 */
	protected abstract List<String> alterCollation(ColumnChange.AlterColumn change);

	/**
	 * Change the formula of a column. Products have no common way to give a column
	 * another one, so the column is made again.
	 * @param change the change
	 * @return the statements
	 */
	protected List<String> alterFormula(ColumnChange.AlterColumn change) {
		if (!change.to().isGenerated()) {
			return List.of(alterColumn(change) + "drop expression");
		}
		List<String> statements = new ArrayList<>();
		statements.addAll(visit(new ColumnChange.DropColumn(change.table(), change.from())));
		statements.addAll(visit(new ColumnChange.AddColumn(change.table(), change.to())));
		return List.copyOf(statements);
	}

	/**
	 * Spell a formula.
	 * @param formula the formula
	 * @return the clause
	 */
	protected String generated(Expression formula) {
		return "generated always as (" + formula.sql() + ")";
	}

	/**
	 * Spell how the values of a generated column are kept.
	 * @param storage the way, {@code null} for the product's own
	 * @return the clause with a blank before it, or nothing
	 */
	protected String storage(Column.@Nullable Storage storage) {
		return "";
	}

	/**
	 * Spell a collation.
	 * @param collation the collation's name; empty or {@code null} for none
	 * @return the clause with a blank before it, or nothing
	 */
	protected String collation(@Nullable String collation) {
		return (collation != null && !collation.isEmpty()) ? " collate " + Identifiers.quoted(collation) : "";
	}

	/**
	 * Spell the table that a foreign key refers to.
	 * @param table the referring table
	 * @param referenced the table referred to
	 * @return the name
	 */
	protected String referenced(QualifiedName table, QualifiedName referenced) {
		return name(referenced);
	}

	/**
	 * Spell when a foreign key is looked at.
	 * @param deferral when
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
	 * Spell the access method of an index.
	 * @param index the index
	 * @return the clause with a blank before it, or nothing
	 */
	protected String method(Index index) {
		return "";
	}

	/**
	 * Spell the condition of a partial index.
	 * @param index the index
	 * @return the clause with a blank before it, or nothing
	 */
	protected String where(Index index) {
		return index.where().isPresent() ? " where " + index.where().sql() : "";
	}

	/**
	 * Spell one part of an index.
	 * @param part the part
	 * @return the column or the expression, with its direction
	 */
	protected String spell(Index.Part part) {
		String spelled = (part.column() != null) ? name(part.column()) : "(" + part.expression().sql() + ")";
		return part.descending() ? spelled + " desc" : spelled;
	}

	/**
	 * Spell what takes a comment away.
	 * @return what stands in the place of the comment
	 */
	protected String noComment() {
		return "null";
	}

	/**
	 * Spell how a column is numbered.
	 * @param identity the way of it
	 * @return the clause
	 */
	protected String identity(Identity identity) {
		String increment = (identity.increment() != null && identity.increment() != 1)
				? "increment by " + identity.increment() : "";
		String clauses = (increment + options(identity.options())).strip();
		return "generated " + mode(identity) + " as identity" + (clauses.isEmpty() ? "" : " (" + clauses + ")");
	}

	/**
	 * Spell the type of a new column.
	 * @param column the column
	 * @return the type
	 */
	protected String type(Column column) {
		return column.type().text();
	}

	/**
	 * Spell how a new column is numbered.
	 * @param identity the way of it
	 * @return the clause with a blank before it, or nothing
	 */
	protected String numbered(Identity identity) {
		return " " + identity(identity);
	}

	/**
	 * Spell what a sequence does otherwise from now on.
	 * @param from the options now
	 * @param to the options afterwards; {@code null} for no opinion
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
	 * Spell how a sequence counts, where it is not what it would do by itself.
	 * @param options the options; {@code null} for no opinion
	 * @return the clauses with a blank before each, or nothing
	 */
	protected static String options(@Nullable SequenceOptions options) {
		if (options == null) {
			return "";
		}
		return ((options.minimum() != null) ? " minvalue " + options.minimum() : "")
				+ ((options.maximum() != null) ? " maxvalue " + options.maximum() : "")
				+ ((options.cache() != 1) ? " cache " + options.cache() : "") + (options.cycle() ? " cycle" : "");
	}

	/**
	 * Spell who gives the number.
	 * @param identity the way of it
	 * @return the keywords
	 */
	protected static String mode(Identity identity) {
		return (identity.mode() == Identity.Mode.ALWAYS) ? "always" : "by default";
	}

	/**
	 * Begin a statement about a table.
	 * @param table the table
	 * @return the beginning, with a blank after it
	 */
	protected final String alter(QualifiedName table) {
		return "alter table " + name(table) + " ";
	}

	/**
	 * Begin a statement about a column.
	 * @param change the change of the column
	 * @return the beginning, with a blank after it
	 */
	protected final String alterColumn(ColumnChange.AlterColumn change) {
		return alter(change.table()) + "alter column " + name(change.to().name()) + " ";
	}

	/**
	 * Spell the default of a column as the end of a statement that alters it.
	 * @param column the column
	 * @return the clause
	 */
	protected final String setDefault(Column column) {
		Expression value = column.defaultValue();
		return (value != null && value.isPresent()) ? "set default " + value.sql() : "drop default";
	}

	/**
	 * Spell the removal of a constraint.
	 * @param table the table
	 * @param name the constraint
	 * @return the statement
	 */
	protected final String dropConstraint(QualifiedName table, String name) {
		return alter(table) + "drop constraint " + name(name);
	}

	/**
	 * Spell a name.
	 * @param name the name as the catalog stores it
	 * @return the name, quoted only where need be
	 */
	protected final String name(String name) {
		return this.identifiers.of(name);
	}

	/**
	 * Spell a qualified name.
	 * @param name the name as the catalog stores it
	 * @return the name, quoted only where need be
	 */
	protected final String name(QualifiedName name) {
		return this.identifiers.of(name);
	}

	/**
	 * Spell a column as a part of a table.
	 * @param column the column
	 * @return its definition
	 */
	protected String definition(Column column) {
		StringBuilder text = new StringBuilder(name(column.name())).append(' ').append(type(column));
		text.append(collation(column.collation()));
		if (column.isGenerated()) {
			text.append(' ').append(generated(column.generatedAsOrNone())).append(storage(column.storage()));
		}
		else if (column.isNumbered()) {
			text.append(numbered(column.identityOrNone()));
		}
		else if (column.hasDefault()) {
			text.append(" default ").append(column.defaultOrNone());
		}
		return column.nullable() ? text.toString() : text.append(" not null").toString();
	}

	/**
	 * Spell a primary key as a part of a table.
	 * @param key the key
	 * @return its definition
	 */
	protected String definition(PrimaryKey key) {
		return named(key.name()) + "primary key " + this.identifiers.list(key.columns());
	}

	private String definition(UniqueKey key) {
		return named(key.name())
				+ (key.isPlain() ? "unique " + this.identifiers.list(key.columns()) : key.definition());
	}

	/**
	 * Spell a check as a part of a table.
	 * @param check the check
	 * @return its definition
	 */
	protected String definition(Check check) {
		return named(check.name()) + "check (" + check.condition().sql() + ")";
	}

	private String named(String name) {
		return name.isEmpty() ? "" : "constraint " + name(name) + " ";
	}

	private String commentOnTable(QualifiedName table, String comment) {
		return "comment on table " + name(table) + " is " + text(comment);
	}

	private String commentOnColumn(QualifiedName table, Column column) {
		return "comment on column " + name(table) + "." + name(column.name()) + " is " + text(column.comment());
	}

	private List<String> commentsOf(QualifiedName table, Column column) {
		return (column.comment() == null || column.comment().isEmpty()) ? List.of()
				: List.of(commentOnColumn(table, column));
	}

	private String text(@Nullable String comment) {
		return (comment == null || comment.isEmpty()) ? noComment() : Identifiers.literal(comment);
	}

	private static String action(String event, ForeignKey.Action action) {
		return (action != ForeignKey.Action.NO_ACTION)
				? " on " + event + " " + action.name().toLowerCase(Locale.ROOT).replace('_', ' ') : "";
	}

}
