package dev.migrate.dialect;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueKey;
import org.jspecify.annotations.Nullable;

/**
 * Assembles tables from parts that a catalog returns query by query.
 *
 * @param <K> the type of the table keys
 */
public final class TableAssembler<K> {

	private final Groups<K, Column> columns = new Groups<>();

	private final Map<K, PrimaryKey> primaryKeys = new HashMap<>();

	private final Groups<K, UniqueKey> uniqueKeys = new Groups<>();

	private final Groups<K, ForeignKey> foreignKeys = new Groups<>();

	private final Groups<K, Index> indexes = new Groups<>();

	private final Groups<K, Check> checks = new Groups<>();

	/**
	 * Add a column.
	 * @param table the table
	 * @param column the column
	 * @return always {@code true}, for a {@link Rows.Mapper}
	 */
	public boolean add(K table, Column column) {
		return this.columns.add(table, column);
	}

	/**
	 * Set the primary key.
	 * @param table the table
	 * @param key the key
	 * @return always {@code true}, for a {@link Rows.Mapper}
	 */
	public boolean add(K table, PrimaryKey key) {
		this.primaryKeys.put(table, key);
		return true;
	}

	/**
	 * Add a unique key.
	 * @param table the table
	 * @param key the key
	 * @return always {@code true}, for a {@link Rows.Mapper}
	 */
	public boolean add(K table, UniqueKey key) {
		return this.uniqueKeys.add(table, key);
	}

	/**
	 * Add a foreign key.
	 * @param table the table that has the key
	 * @param key the key
	 * @return always {@code true}, for a {@link Rows.Mapper}
	 */
	public boolean add(K table, ForeignKey key) {
		return this.foreignKeys.add(table, key);
	}

	/**
	 * Add an index that does not back a key.
	 * @param table the table
	 * @param index the index
	 * @return always {@code true}, for a {@link Rows.Mapper}
	 */
	public boolean add(K table, Index index) {
		return this.indexes.add(table, index);
	}

	/**
	 * Add a check.
	 * @param table the table
	 * @param check the check
	 * @return always {@code true}, for a {@link Rows.Mapper}
	 */
	public boolean add(K table, Check check) {
		return this.checks.add(table, check);
	}

	/**
	 * Return the columns that were added to a table.
	 * @param table the table
	 * @return the columns, in order
	 */
	public List<Column> columns(K table) {
		return this.columns.get(table);
	}

	/**
	 * Assemble a table.
	 * @param table the key under which its parts were added
	 * @param name its name
	 * @param comment its comment; the empty text for none, {@code null} if it is not
	 * defined
	 * @return the table with all parts that were added
	 */
	public Table table(K table, QualifiedName name, @Nullable String comment) {
		return new Table(name, this.columns.get(table), this.primaryKeys.get(table), this.uniqueKeys.get(table),
				this.foreignKeys.get(table), this.indexes.get(table), this.checks.get(table), comment);
	}

}
