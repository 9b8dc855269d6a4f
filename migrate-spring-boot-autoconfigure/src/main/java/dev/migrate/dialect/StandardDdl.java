package dev.migrate.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import dev.migrate.change.Change;
import dev.migrate.change.ColumnChange;
import dev.migrate.change.ConstraintChange;
import dev.migrate.change.Direction;
import dev.migrate.change.EnumTypeChange;
import dev.migrate.change.IndexChange;
import dev.migrate.change.SchemaChange;
import dev.migrate.change.SequenceChange;
import dev.migrate.change.TableChange;
import dev.migrate.schema.Column;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.Expression;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SequenceOptions;
import dev.migrate.schema.SqlType;
import dev.migrate.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Renders changes as the SQL standard has them. A product overrides the differences.
 * Statements have no terminator.
 */
public abstract class StandardDdl extends StandardGuards implements Change.Visitor<List<String>> {

	/**
	 * Create the renderer of a product.
	 * @param identifiers renders its names
	 */
	protected StandardDdl(Identifiers identifiers) {
		super(identifiers);
	}

	/**
	 * Return whether Liquibase's own changes keep a type, in all supported versions.
	 * @param type the type, in canonical form
	 * @return {@code false} if they change it, or if it is unknown
	 */
	public boolean isKeptByLiquibase(SqlType type) {
		return false;
	}

	/**
	 * Return whether Liquibase's own changes may replace statements at all.
	 * @return {@code false} if their effect differs
	 */
	public boolean hasTypedChanges() {
		return true;
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
	 * Return whether Liquibase's own changes render the identity of a column as
	 * {@link #identity} does, in all supported versions.
	 * @param identity the identity
	 * @return {@code false} if it would become another one
	 */
	public boolean isKeptByLiquibase(Identity identity) {
		return identity.mode() == Identity.Mode.BY_DEFAULT
				&& (identity.increment() == null || identity.increment() == 1)
				&& (identity.options() == null || identity.options().equals(SequenceOptions.DEFAULT));
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
	public List<String> visit(EnumTypeChange.CreateEnumType change) {
		throw withoutEnumTypes(change.type());
	}

	@Override
	public List<String> visit(EnumTypeChange.DropEnumType change) {
		throw withoutEnumTypes(change.type());
	}

	@Override
	public List<String> visit(EnumTypeChange.AlterEnumType change) {
		throw withoutEnumTypes(change.to());
	}

	private static IllegalArgumentException withoutEnumTypes(EnumType type) {
		return new IllegalArgumentException("There are no enumerated types on this product: " + type.name());
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
		return createTable("create table ", change.table());
	}

	/**
	 * Return the statements that create a temporary table of the connection.
	 * @param table the table; its foreign keys and indexes are left out
	 * @return the statements
	 */
	public final List<String> createTemporaryTable(Table table) {
		return createTable("create " + temporary() + " table ", table);
	}

	/**
	 * Return the keywords that create a temporary table of the connection.
	 * @return the keywords
	 */
	protected String temporary() {
		return "temporary";
	}

	/**
	 * Create a table.
	 * @param create the keywords of the statement, with a blank after them
	 * @param table the table
	 * @return the statements
	 */
	protected List<String> createTable(String create, Table table) {
		List<String> parts = new ArrayList<>();
		table.columns().forEach((column) -> parts.add(definition(column)));
		if (table.primaryKey() != null) {
			parts.add(definition(table.primaryKey()));
		}
		table.uniqueKeys().forEach((key) -> parts.add(definition(key)));
		inlineForeignKeys(table).forEach((key) -> parts.add(definition(key)));
		table.checks().forEach((check) -> parts.add(definition(check)));
		List<String> statements = new ArrayList<>();
		statements.add(create + name(table.name())
				+ parts.stream().collect(Collectors.joining(",\n    ", " (\n    ", "\n)")) + tableOptions(table));
		if (table.comment() != null && !table.comment().isEmpty()) {
			statements.addAll(commentOnTable(table.name(), table.comment()));
		}
		table.columns().forEach((column) -> statements.addAll(commentsOf(table.name(), column)));
		statements.addAll(table.inserts());
		return List.copyOf(statements);
	}

	/**
	 * Return the foreign keys that have to be created with their table.
	 * @param table the table
	 * @return the keys; none if they can be added later
	 */
	protected List<ForeignKey> inlineForeignKeys(Table table) {
		return List.of();
	}

	/**
	 * Render the options that follow the parts of a table.
	 * @param table the table
	 * @return the clauses with a blank before each, or nothing
	 */
	protected String tableOptions(Table table) {
		return "";
	}

	@Override
	public List<String> visit(TableChange.DropTable change) {
		return List.of("drop table " + name(change.table().name()));
	}

	@Override
	public List<String> visit(TableChange.AlterTableComment change) {
		return commentOnTable(change.table(), change.to());
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
			case COMMENT -> commentOnColumn(change.table(), change.to());
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
		return List.of(alter(change.table()) + "add " + beforeReferenced(key)
				+ referenced(change.table(), key.referencedTable()) + afterReferenced(key));
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
		String parts = index.parts().stream().map(this::part).collect(Collectors.joining(", ", "(", ")"));
		return List.of("create " + (index.unique() ? "unique index " : "index ") + name(index.name()) + " on "
				+ name(change.table()) + method(index) + " " + parts + where(index));
	}

	@Override
	public List<String> visit(IndexChange.DropIndex change) {
		return List.of("drop index " + identifiers().of(change.table().schema(), change.index().name()));
	}

	@Override
	public List<String> visit(TableChange.RebuildTable change) {
		throw new IllegalStateException("There is no script to " + change.description());
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
	 * Change the type of a column and keep its other aspects.
	 * @param change the change
	 * @return the statements
	 */
	protected abstract List<String> alterType(ColumnChange.AlterColumn change);

	/**
	 * Add, drop or change the identity of a column.
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
	 * Change the generation expression of a column. There is no common statement for
	 * that, so the column is recreated.
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
	 * Render the clause that sets or drops the default of a column.
	 * @param column the column
	 * @return the clause
	 */
	protected final String setDefault(Column column) {
		Expression value = column.defaultValue();
		return (value != null && value.isPresent()) ? "set default " + value.sql() : "drop default";
	}

	/**
	 * Render the removal of a constraint.
	 * @param table the table
	 * @param name the constraint
	 * @return the statement
	 */
	protected final String dropConstraint(QualifiedName table, String name) {
		return alter(table) + "drop constraint " + name(name);
	}

	/**
	 * Set the comment of a table.
	 * @param table the table
	 * @param comment the comment; empty for none
	 * @return the statements; none if it is set in another way
	 */
	protected List<String> commentOnTable(QualifiedName table, String comment) {
		return List.of("comment on table " + name(table) + " is " + text(comment));
	}

	/**
	 * Set the comment of a column.
	 * @param table the table
	 * @param column the column
	 * @return the statements; none if it is set in another way
	 */
	protected List<String> commentOnColumn(QualifiedName table, Column column) {
		return List
			.of("comment on column " + name(table) + "." + name(column.name()) + " is " + text(column.comment()));
	}

	private List<String> commentsOf(QualifiedName table, Column column) {
		return (column.comment() == null || column.comment().isEmpty()) ? List.of() : commentOnColumn(table, column);
	}

	private String text(@Nullable String comment) {
		return (comment == null || comment.isEmpty()) ? noComment() : Identifiers.literal(comment);
	}

}
