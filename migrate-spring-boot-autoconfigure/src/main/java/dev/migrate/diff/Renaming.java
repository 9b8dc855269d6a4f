package dev.migrate.diff;

import java.util.List;
import java.util.function.UnaryOperator;

import dev.migrate.change.Change;
import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.Expression;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueKey;
import org.jspecify.annotations.Nullable;

/**
 * Says what a schema looks like when tables and columns have got other names, as a
 * database does it: whatever refers to them follows.
 */
public final class Renaming {

	private final UnaryOperator<String> spelling;

	private Renaming(UnaryOperator<String> spelling) {
		this.spelling = spelling;
	}

	/**
	 * Rename tables and columns of a schema.
	 * @param schema the schema
	 * @param renames the changes, in order; those that are no renames are passed over
	 * @param spelling how the database prints a name within an expression
	 * @return the schema afterwards
	 */
	public static Schema apply(Schema schema, Iterable<Change> renames, UnaryOperator<String> spelling) {
		Renaming renaming = new Renaming(spelling);
		Schema renamed = schema;
		for (Change change : renames) {
			if (change instanceof Change.RenameTable rename) {
				renamed = renamed.mapTables((table) -> renaming.rename(table, rename));
			}
			else if (change instanceof Change.RenameColumn rename) {
				renamed = renamed.mapTables((table) -> renaming.rename(table, rename));
			}
		}
		return renamed;
	}

	private Table rename(Table table, Change.RenameTable rename) {
		List<ForeignKey> foreignKeys = table.foreignKeys()
			.stream()
			.map((key) -> key.referencedTable().equals(rename.from()) ? withReference(key, rename.to()) : key)
			.toList();
		if (!table.name().equals(rename.from())) {
			return table.withForeignKeys(foreignKeys);
		}
		ExpressionNames names = ExpressionNames.ofTable(rename.from().name(), rename.to().name(), this.spelling);
		return rewritten(table, rename.to(), names, foreignKeys, (name) -> name);
	}

	private Table rename(Table table, Change.RenameColumn rename) {
		UnaryOperator<String> column = (name) -> name.equals(rename.from()) ? rename.to() : name;
		boolean own = table.name().equals(rename.table());
		List<ForeignKey> foreignKeys = table.foreignKeys().stream().map((key) -> {
			List<String> columns = own ? key.columns().stream().map(column).toList() : key.columns();
			boolean refers = key.referencedTable().equals(rename.table());
			List<String> referenced = refers ? key.referencedColumns().stream().map(column).toList()
					: key.referencedColumns();
			return new ForeignKey(key.name(), columns, key.referencedTable(), referenced, key.onDelete(),
					key.onUpdate(), key.deferral());
		}).toList();
		if (!own) {
			return table.withForeignKeys(foreignKeys);
		}
		ExpressionNames names = ExpressionNames.ofColumn(rename.from(), rename.to(), this.spelling);
		return rewritten(table, table.name(), names, foreignKeys, column);
	}

	private static Table rewritten(Table table, QualifiedName name, ExpressionNames names, List<ForeignKey> foreignKeys,
			UnaryOperator<String> column) {
		List<Column> columns = table.columns().stream().map((each) -> rewritten(each, names, column)).toList();
		PrimaryKey primaryKey = table.primaryKey();
		if (primaryKey != null) {
			primaryKey = new PrimaryKey(primaryKey.name(), primaryKey.columns().stream().map(column).toList());
		}
		List<UniqueKey> uniqueKeys = table.uniqueKeys()
			.stream()
			.map((key) -> new UniqueKey(key.name(), key.columns().stream().map(column).toList(),
					replaced(key.definition(), names)))
			.toList();
		List<Index> indexes = table.indexes().stream().map((index) -> rewritten(index, names, column)).toList();
		List<Check> checks = table.checks()
			.stream()
			.map((check) -> new Check(check.name(), names.replacedIn(check.condition())))
			.toList();
		return new Table(name, columns, primaryKey, uniqueKeys, foreignKeys, indexes, checks, table.comment(),
				table.inserts(), table.source());
	}

	private static Column rewritten(Column column, ExpressionNames names, UnaryOperator<String> renamed) {
		return new Column(renamed.apply(column.name()), column.type(), column.nullable(),
				replaced(column.defaultValue(), names), column.identity(), replaced(column.generatedAs(), names),
				column.collation(), column.comment(), column.storage());
	}

	private static Index rewritten(Index index, ExpressionNames names, UnaryOperator<String> column) {
		List<Index.Part> parts = index.parts()
			.stream()
			.map((part) -> new Index.Part((part.column() != null) ? column.apply(part.column()) : null,
					names.replacedIn(part.expression()), part.descending()))
			.toList();
		return new Index(index.name(), parts, index.unique(), names.replacedIn(index.where()), index.method(),
				replaced(index.definition(), names));
	}

	private static @Nullable String replaced(@Nullable String definition, ExpressionNames names) {
		return (definition != null) ? names.replacedInDefinition(definition) : null;
	}

	private static @Nullable Expression replaced(@Nullable Expression expression, ExpressionNames names) {
		return (expression != null) ? names.replacedIn(expression) : null;
	}

	private static ForeignKey withReference(ForeignKey key, QualifiedName table) {
		return new ForeignKey(key.name(), key.columns(), table, key.referencedColumns(), key.onDelete(), key.onUpdate(),
				key.deferral());
	}

}
