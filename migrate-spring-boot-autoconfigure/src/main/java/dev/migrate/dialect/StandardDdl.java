package dev.migrate.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import dev.migrate.change.AlterColumn;
import dev.migrate.change.AlterEnumType;
import dev.migrate.change.AlterSequence;
import dev.migrate.change.AlterTableComment;
import dev.migrate.change.Change;
import dev.migrate.change.Create;
import dev.migrate.change.Direction;
import dev.migrate.change.Drop;
import dev.migrate.change.FillColumn;
import dev.migrate.change.RenameColumn;
import dev.migrate.change.RenameTable;
import dev.migrate.change.Replace;
import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.DependentObjects;
import dev.migrate.schema.Element;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.Expression;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.Namespace;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SequenceOptions;
import dev.migrate.schema.SqlType;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueKey;

/**
 * Renders changes as the SQL standard has them. A product overrides the differences.
 * Statements have no terminator.
 */
public abstract class StandardDdl extends StandardGuards implements Change.Visitor<List<String>> {

	private final Element.Visitor<List<String>> creation = new ElementCreation(this);

	private final Element.Visitor<List<String>> removal = new ElementRemoval(this);

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
	public List<String> visit(Create change) {
		return change.element().accept(this.creation);
	}

	@Override
	public List<String> visit(Drop change) {
		return change.element().accept(this.removal);
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * The new part is created before the old one is dropped if both can exist at the same
	 * time.
	 */
	@Override
	public List<String> visit(Replace change) {
		boolean both = !(change.to() instanceof PrimaryKey) && !change.to().name().isEmpty()
				&& !change.to().name().equals(change.from().name());
		List<String> statements = new ArrayList<>(both ? visit(change.create()) : visit(change.drop()));
		statements.addAll(both ? visit(change.drop()) : visit(change.create()));
		return List.copyOf(statements);
	}

	/**
	 * Create a schema.
	 * @param schema the schema
	 * @return the statements
	 */
	protected List<String> create(Namespace schema) {
		return List.of("create schema if not exists " + name(schema.name()));
	}

	/**
	 * Drop a schema.
	 * @param schema the schema
	 * @return the statements
	 */
	protected List<String> drop(Namespace schema) {
		return List.of("drop schema " + name(schema.name()) + " restrict");
	}

	/**
	 * Create dependent objects again.
	 * @param objects the objects
	 * @return the statements
	 */
	protected List<String> create(DependentObjects objects) {
		throw unread(objects);
	}

	/**
	 * Drop dependent objects, in order to create them again.
	 * @param objects the objects
	 * @return the statements
	 */
	protected List<String> drop(DependentObjects objects) {
		throw unread(objects);
	}

	private static IllegalArgumentException unread(DependentObjects objects) {
		return new IllegalArgumentException("The product reads no dependent objects: " + objects);
	}

	/**
	 * Create an enumerated type.
	 * @param type the type
	 * @return the statements
	 */
	protected List<String> create(EnumType type) {
		throw withoutEnumTypes(type);
	}

	/**
	 * Drop an enumerated type.
	 * @param type the type
	 * @return the statements
	 */
	protected List<String> drop(EnumType type) {
		throw withoutEnumTypes(type);
	}

	@Override
	public List<String> visit(AlterEnumType change) {
		throw withoutEnumTypes(change.to());
	}

	private static IllegalArgumentException withoutEnumTypes(EnumType type) {
		return new IllegalArgumentException("This product does not support enumerated types: " + type.name());
	}

	/**
	 * Create a sequence.
	 * @param sequence the sequence
	 * @return the statements
	 */
	protected List<String> create(Sequence sequence) {
		List<String> statements = new ArrayList<>();
		statements.add("create sequence " + name(sequence.name()) + " start with " + sequence.start() + " increment by "
				+ sequence.increment() + options(sequence.options()));
		statements.addAll(startAbove(sequence));
		return List.copyOf(statements);
	}

	/**
	 * Let a new sequence start above the greatest value in the columns that it numbers.
	 * @param sequence the sequence
	 * @return the statements; none if it numbers no known column, or if the product
	 * cannot
	 */
	public final List<String> startAbove(Sequence sequence) {
		return (sequence.numbers().isEmpty() || sequence.increment() < 1) ? List.of()
				: restart(sequence, nextValue(sequence));
	}

	/**
	 * Let a sequence continue with the result of a query.
	 * @param sequence the sequence
	 * @param query the query, of one row and one column
	 * @return the statements; none if the product cannot
	 */
	protected List<String> restart(Sequence sequence, String query) {
		return List.of();
	}

	/**
	 * Drop a sequence.
	 * @param sequence the sequence
	 * @return the statements
	 */
	protected List<String> drop(Sequence sequence) {
		return List.of("drop sequence " + name(sequence.name()));
	}

	@Override
	public List<String> visit(AlterSequence change) {
		String options = String.join("",
				optionClauses(change.from().options(), change.to().options()).stream()
					.map((clause) -> " " + clause)
					.toList());
		List<String> statements = new ArrayList<>();
		statements
			.add("alter sequence " + name(change.to().name()) + " increment by " + change.to().increment() + options);
		if (change.to().increment() > change.from().increment()) {
			statements.addAll(startAbove(change.to()));
		}
		return List.copyOf(statements);
	}

	/**
	 * Create a table.
	 * @param table the table
	 * @return the statements
	 */
	protected List<String> create(Table table) {
		return createTable("create table ", table);
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

	/**
	 * Drop a table.
	 * @param table the table
	 * @return the statements
	 */
	protected List<String> drop(Table table) {
		return List.of("drop table " + name(table.name()));
	}

	@Override
	public List<String> visit(AlterTableComment change) {
		return commentOnTable(change.table(), change.to());
	}

	/**
	 * Create a column.
	 * @param table the table
	 * @param column the column
	 * @return the statements
	 */
	protected List<String> create(QualifiedName table, Column column) {
		List<String> statements = new ArrayList<>();
		statements.add(alter(table) + "add column " + definition(column));
		statements.addAll(commentsOf(table, column));
		return List.copyOf(statements);
	}

	/**
	 * Drop a column.
	 * @param table the table
	 * @param column the column
	 * @return the statements
	 */
	protected List<String> drop(QualifiedName table, Column column) {
		return List.of(alter(table) + "drop column " + name(column.name()));
	}

	@Override
	public List<String> visit(AlterColumn change) {
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
	public List<String> visit(FillColumn change) {
		if (change.direction() == Direction.BACKWARD) {
			return List.of();
		}
		String column = name(change.column().name());
		String value = change.isUnfilled() ? FillColumn.PLACE : change.value().sql();
		return List
			.of("update " + name(change.table()) + " set " + column + " = " + value + " where " + column + " is null");
	}

	@Override
	public List<String> visit(RenameTable change) {
		return List.of(alter(change.from()) + "rename to " + name(change.to().name()));
	}

	@Override
	public List<String> visit(RenameColumn change) {
		return List.of(alter(change.table()) + "rename column " + name(change.from()) + " to " + name(change.to()));
	}

	/**
	 * Create a primary key.
	 * @param table the table
	 * @param key the key
	 * @return the statements
	 */
	protected List<String> create(QualifiedName table, PrimaryKey key) {
		return List.of(alter(table) + "add " + definition(key));
	}

	/**
	 * Drop a primary key.
	 * @param table the table
	 * @param key the key
	 * @return the statements
	 */
	protected List<String> drop(QualifiedName table, PrimaryKey key) {
		return List.of(dropConstraint(table, key.name()));
	}

	/**
	 * Create a unique key.
	 * @param table the table
	 * @param key the key
	 * @return the statements
	 */
	protected List<String> create(QualifiedName table, UniqueKey key) {
		return List.of(alter(table) + "add " + definition(key));
	}

	/**
	 * Drop a unique key.
	 * @param table the table
	 * @param key the key
	 * @return the statements
	 */
	protected List<String> drop(QualifiedName table, UniqueKey key) {
		return List.of(dropConstraint(table, key.name()));
	}

	/**
	 * Create a foreign key.
	 * @param table the table
	 * @param key the key
	 * @return the statements
	 */
	protected List<String> create(QualifiedName table, ForeignKey key) {
		return List.of(alter(table) + "add " + beforeReferenced(key) + referenced(table, key.referencedTable())
				+ afterReferenced(key) + key.clauses().trailing());
	}

	/**
	 * Drop a foreign key.
	 * @param table the table
	 * @param key the key
	 * @return the statements
	 */
	protected List<String> drop(QualifiedName table, ForeignKey key) {
		return List.of(dropConstraint(table, key.name()));
	}

	/**
	 * Create a check.
	 * @param table the table
	 * @param check the check
	 * @return the statements
	 */
	protected List<String> create(QualifiedName table, Check check) {
		return List.of(alter(table) + "add " + definition(check) + check.clauses().trailing());
	}

	/**
	 * Drop a check.
	 * @param table the table
	 * @param check the check
	 * @return the statements
	 */
	protected List<String> drop(QualifiedName table, Check check) {
		return List.of(dropConstraint(table, check.name()));
	}

	/**
	 * Create an index.
	 * @param table the table
	 * @param index the index
	 * @return the statements
	 */
	protected List<String> create(QualifiedName table, Index index) {
		Index.Definition definition = index.definition();
		if (definition != null && !definition.statement().isEmpty()) {
			return List.of(definition.statement());
		}
		return List.of("create " + (index.unique() ? "unique index " : "index ") + name(index.name()) + " on "
				+ name(table) + method(index) + " " + parts(index) + options(index));
	}

	/**
	 * Drop an index.
	 * @param table the table
	 * @param index the index
	 * @return the statements
	 */
	protected List<String> drop(QualifiedName table, Index index) {
		return List.of("drop index " + identifiers().of(table.schema(), index.name()));
	}

	private List<String> alterTypeAndDefault(AlterColumn change) {
		Column from = change.from();
		Column to = change.to();
		if (Objects.equals(from.defaultValue(), to.defaultValue())) {
			return alterType(change);
		}
		List<String> statements = new ArrayList<>();
		statements.add(alterColumn(change) + "drop default");
		statements.addAll(alterType(new AlterColumn(change.table(), change.aspect(),
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
	protected abstract List<String> alterType(AlterColumn change);

	/**
	 * Add, drop or change the identity of a column.
	 * @param change the change
	 * @return the statements
	 */
	protected abstract List<String> alterIdentity(AlterColumn change);

	/**
	 * Change the collation of a column.
	 * @param change the change
	 * @return the statements
	 */
	protected abstract List<String> alterCollation(AlterColumn change);

	/**
	 * Change the generation expression of a column. There is no common statement for
	 * that, so the column is recreated.
	 * @param change the change
	 * @return the statements
	 */
	protected List<String> alterFormula(AlterColumn change) {
		if (!change.to().isGenerated()) {
			return List.of(alterColumn(change) + "drop expression");
		}
		List<String> statements = new ArrayList<>();
		statements.addAll(drop(change.table(), change.from()));
		statements.addAll(create(change.table(), change.to()));
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
	protected final String alterColumn(AlterColumn change) {
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

}
