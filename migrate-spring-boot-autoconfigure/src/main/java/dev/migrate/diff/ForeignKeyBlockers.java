package dev.migrate.diff;

import java.util.HashSet;
import java.util.Set;

import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.QualifiedName;

/**
 * The columns and keys that no foreign key may depend on while they change. Foreign keys
 * that do are dropped and recreated.
 */
final class ForeignKeyBlockers {

	private final Set<TableColumn> columns = new HashSet<>();

	private final Set<TableKey> uniqueKeys = new HashSet<>();

	void addColumn(QualifiedName table, String column) {
		this.columns.add(new TableColumn(table, column));
	}

	void addUniqueKey(QualifiedName table, Iterable<String> columns) {
		Set<String> names = new HashSet<>();
		columns.forEach(names::add);
		this.uniqueKeys.add(new TableKey(table, names));
	}

	/**
	 * Return whether a foreign key has to be dropped and recreated.
	 * @param table the table of the foreign key
	 * @param key the foreign key
	 * @return {@code true} if it depends on a column or key that changes
	 */
	boolean block(QualifiedName table, ForeignKey key) {
		return contains(table, key.columns()) || contains(key.referencedTable(), key.referencedColumns())
				|| this.uniqueKeys.contains(new TableKey(key.referencedTable(), Set.copyOf(key.referencedColumns())));
	}

	private boolean contains(QualifiedName table, Iterable<String> columns) {
		for (String column : columns) {
			if (this.columns.contains(new TableColumn(table, column))) {
				return true;
			}
		}
		return false;
	}

	private record TableColumn(QualifiedName table, String column) {

	}

	private record TableKey(QualifiedName table, Set<String> columns) {

	}

}
