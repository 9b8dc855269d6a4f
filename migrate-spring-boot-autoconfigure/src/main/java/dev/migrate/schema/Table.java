package dev.migrate.schema;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A table with everything that belongs to it.
 *
 * @param name its name
 * @param columns its columns, in the table's order
 * @param primaryKey its primary key; {@code null} for none
 * @param uniqueKeys its unique constraints
 * @param foreignKeys the foreign keys from it to others
 * @param indexes its indexes that back no key
 * @param checks its check constraints, those of columns too
 * @param comment its comment; the empty text for none, {@code null} for no opinion
 * @param inserts the statements that put in the rows without which the table is of no
 * use, carried out when it is made and never compared
 */
public record Table(QualifiedName name, List<Column> columns, @Nullable PrimaryKey primaryKey,
		List<UniqueKey> uniqueKeys, List<ForeignKey> foreignKeys, List<Index> indexes, List<Check> checks,
		@Nullable String comment, List<String> inserts) {

	public Table {
		columns = List.copyOf(columns);
		uniqueKeys = List.copyOf(uniqueKeys);
		foreignKeys = List.copyOf(foreignKeys);
		indexes = List.copyOf(indexes);
		checks = List.copyOf(checks);
		inserts = List.copyOf(inserts);
	}

	/**
	 * Create a table that is of use without rows.
	 * @param name its name
	 * @param columns its columns, in the table's order
	 * @param primaryKey its primary key; {@code null} for none
	 * @param uniqueKeys its unique constraints
	 * @param foreignKeys the foreign keys from it to others
	 * @param indexes its indexes that back no key
	 * @param checks its check constraints, those of columns too
	 * @param comment its comment; the empty text for none, {@code null} for no opinion
	 */
	public Table(QualifiedName name, List<Column> columns, @Nullable PrimaryKey primaryKey, List<UniqueKey> uniqueKeys,
			List<ForeignKey> foreignKeys, List<Index> indexes, List<Check> checks, @Nullable String comment) {
		this(name, columns, primaryKey, uniqueKeys, foreignKeys, indexes, checks, comment, List.of());
	}

	/**
	 * Return a table that has columns and nothing else.
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
	 * @return the column, or empty where the table has none of that name
	 */
	public Optional<Column> column(String name) {
		return this.columns.stream().filter((column) -> column.name().equals(name)).findFirst();
	}

	/**
	 * Return this table without its foreign keys and indexes, as a create-table statement
	 * makes it.
	 * @return the reduced copy
	 */
	public Table bare() {
		return new Table(this.name, this.columns, this.primaryKey, this.uniqueKeys, List.of(), List.of(), this.checks,
				this.comment, this.inserts);
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
	 * Return this table with statements that put in its first rows.
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

}
