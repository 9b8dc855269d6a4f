package dev.migrate.schema;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A table with its columns, constraints and indexes.
 *
 * @param name its name
 * @param columns its columns, in the order of the table
 * @param primaryKey its primary key; {@code null} for none
 * @param uniqueKeys its unique constraints
 * @param foreignKeys the foreign keys from it to others
 * @param indexes its indexes that do not back a key
 * @param checks its check constraints, including those of columns
 * @param comment its comment; empty for none, {@code null} if it is not defined
 * @param inserts the statements that insert the initial rows of a new table; never
 * compared
 */
public record Table(QualifiedName name, List<Column> columns, @Nullable PrimaryKey primaryKey,
		List<UniqueKey> uniqueKeys, List<ForeignKey> foreignKeys, List<Index> indexes, List<Check> checks,
		@Nullable String comment, List<String> inserts) implements Element {

	public Table {
		columns = List.copyOf(columns);
		uniqueKeys = List.copyOf(uniqueKeys);
		foreignKeys = List.copyOf(foreignKeys);
		indexes = List.copyOf(indexes);
		checks = List.copyOf(checks);
		inserts = List.copyOf(inserts);
	}

	/**
	 * Create a table without initial rows.
	 * @param name its name
	 * @param columns its columns, in the order of the table
	 * @param primaryKey its primary key; {@code null} for none
	 * @param uniqueKeys its unique constraints
	 * @param foreignKeys the foreign keys from it to others
	 * @param indexes its indexes that do not back a key
	 * @param checks its check constraints, including those of columns
	 * @param comment its comment; empty for none, {@code null} if it is not defined
	 */
	public Table(QualifiedName name, List<Column> columns, @Nullable PrimaryKey primaryKey, List<UniqueKey> uniqueKeys,
			List<ForeignKey> foreignKeys, List<Index> indexes, List<Check> checks, @Nullable String comment) {
		this(name, columns, primaryKey, uniqueKeys, foreignKeys, indexes, checks, comment, List.of());
	}

	/**
	 * Return a table that has only columns.
	 * @param name its name
	 * @param columns its columns
	 * @return the table
	 */
	public static Table of(QualifiedName name, List<Column> columns) {
		return new Table(name, columns, null, List.of(), List.of(), List.of(), List.of(), null);
	}

	/**
	 * Find a column by its name.
	 * @param name the name as the catalog stores it
	 * @return the column, or empty if the table has no such column
	 */
	public Optional<Column> column(String name) {
		return this.columns.stream().filter((column) -> column.name().equals(name)).findFirst();
	}

	/**
	 * Return this table without its foreign keys and indexes, as a create-table statement
	 * creates it.
	 * @return the reduced copy
	 */
	public Table bare() {
		return withIndexes(List.of()).withForeignKeys(List.of());
	}

	/**
	 * Return this table with other columns.
	 * @param columns the columns
	 * @return the changed copy
	 */
	public Table withColumns(List<Column> columns) {
		return new Table(this.name, columns, this.primaryKey, this.uniqueKeys, this.foreignKeys, this.indexes,
				this.checks, this.comment, this.inserts);
	}

	/**
	 * Return this table with other checks.
	 * @param checks the checks
	 * @return the changed copy
	 */
	public Table withChecks(List<Check> checks) {
		return new Table(this.name, this.columns, this.primaryKey, this.uniqueKeys, this.foreignKeys, this.indexes,
				checks, this.comment, this.inserts);
	}

	/**
	 * Return this table with other statements that insert its initial rows.
	 * @param inserts the statements
	 * @return the changed copy
	 */
	public Table withInserts(List<String> inserts) {
		return new Table(this.name, this.columns, this.primaryKey, this.uniqueKeys, this.foreignKeys, this.indexes,
				this.checks, this.comment, inserts);
	}

	/**
	 * Return this table with other indexes.
	 * @param indexes the indexes
	 * @return the changed copy
	 */
	public Table withIndexes(List<Index> indexes) {
		return new Table(this.name, this.columns, this.primaryKey, this.uniqueKeys, this.foreignKeys, indexes,
				this.checks, this.comment, this.inserts);
	}

	/**
	 * Return this table with other foreign keys.
	 * @param foreignKeys the foreign keys
	 * @return the changed copy
	 */
	public Table withForeignKeys(List<ForeignKey> foreignKeys) {
		return new Table(this.name, this.columns, this.primaryKey, this.uniqueKeys, foreignKeys, this.indexes,
				this.checks, this.comment, this.inserts);
	}

	/**
	 * Return this table with another name.
	 * @param name the name
	 * @return the changed copy
	 */
	public Table withName(QualifiedName name) {
		return new Table(name, this.columns, this.primaryKey, this.uniqueKeys, this.foreignKeys, this.indexes,
				this.checks, this.comment, this.inserts);
	}

	/**
	 * Return this table with another primary key.
	 * @param primaryKey the primary key, {@code null} for none
	 * @return the changed copy
	 */
	public Table withPrimaryKey(@Nullable PrimaryKey primaryKey) {
		return new Table(this.name, this.columns, primaryKey, this.uniqueKeys, this.foreignKeys, this.indexes,
				this.checks, this.comment, this.inserts);
	}

	/**
	 * Return this table with other unique constraints.
	 * @param uniqueKeys the unique constraints
	 * @return the changed copy
	 */
	public Table withUniqueKeys(List<UniqueKey> uniqueKeys) {
		return new Table(this.name, this.columns, this.primaryKey, uniqueKeys, this.foreignKeys, this.indexes,
				this.checks, this.comment, this.inserts);
	}

	/**
	 * Return this table with another comment.
	 * @param comment the comment, {@code null} if it is not defined
	 * @return the changed copy
	 */
	public Table withComment(@Nullable String comment) {
		return new Table(this.name, this.columns, this.primaryKey, this.uniqueKeys, this.foreignKeys, this.indexes,
				this.checks, comment, this.inserts);
	}

	@Override
	public QualifiedName object() {
		return this.name;
	}

	@Override
	public <R> R accept(Visitor<R> visitor) {
		return visitor.visit(this);
	}

}
