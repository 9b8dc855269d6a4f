package dev.migrate.diff;

import java.util.List;
import java.util.function.UnaryOperator;

import dev.migrate.change.Change;
import dev.migrate.change.RenameColumn;
import dev.migrate.change.RenameTable;
import dev.migrate.schema.Column;
import dev.migrate.schema.Expression;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.NumberedColumn;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueKey;
import org.jspecify.annotations.Nullable;

/**
 * Renames tables and columns of a schema as a database does, including all references to
 * them.
 */
public final class Renaming {

	private final UnaryOperator<String> printer;

	private Renaming(UnaryOperator<String> printer) {
		this.printer = printer;
	}

	/**
	 * Rename tables and columns of a schema.
	 * @param schema the schema
	 * @param renames the changes, in order; all but renames are ignored
	 * @param printer how the database prints a name within an expression
	 * @return the renamed copy
	 */
	public static Schema apply(Schema schema, Iterable<Change> renames, UnaryOperator<String> printer) {
		Renaming renaming = new Renaming(printer);
		// Afterwards, the name of a sequence is no longer that of its table.
		Schema renamed = schema.withSequences(schema.sequences()
			.stream()
			.map((sequence) -> sequence.withNumbers(SequenceNumbers.byName(schema, sequence.name())))
			.toList());
		for (Change change : renames) {
			if (change instanceof RenameTable rename) {
				renamed = numbered(renamed.mapTables((table) -> renaming.apply(rename, table)),
						(number) -> number.table().equals(rename.from())
								? new NumberedColumn(rename.to(), number.column()) : number);
			}
			else if (change instanceof RenameColumn rename) {
				renamed = numbered(renamed.mapTables((table) -> renaming.apply(rename, table)),
						(number) -> number.equals(new NumberedColumn(rename.table(), rename.from()))
								? new NumberedColumn(rename.table(), rename.to()) : number);
			}
		}
		return renamed;
	}

	private static Schema numbered(Schema schema, UnaryOperator<NumberedColumn> renamed) {
		return schema.withSequences(schema.sequences()
			.stream()
			.map((sequence) -> sequence.withNumbers(sequence.numbers().stream().map(renamed).toList()))
			.toList());
	}

	private Table apply(RenameTable rename, Table table) {
		Table referencing = table.withForeignKeys(table.foreignKeys()
			.stream()
			.map((key) -> key.referencedTable().equals(rename.from()) ? key.withReferencedTable(rename.to()) : key)
			.toList());
		if (!table.name().equals(rename.from())) {
			return referencing;
		}
		NameReplacement names = NameReplacement.ofTable(rename.from().name(), rename.to().name(), this.printer);
		return replace(referencing, names, UnaryOperator.identity()).withName(rename.to());
	}

	private Table apply(RenameColumn rename, Table table) {
		UnaryOperator<String> column = (name) -> name.equals(rename.from()) ? rename.to() : name;
		boolean own = table.name().equals(rename.table());
		Table referencing = table.withForeignKeys(table.foreignKeys().stream().map((key) -> {
			ForeignKey renamed = own ? key.withColumns(replace(key.columns(), column)) : key;
			return key.referencedTable().equals(rename.table())
					? renamed.withReferencedColumns(replace(key.referencedColumns(), column)) : renamed;
		}).toList());
		NameReplacement names = NameReplacement.ofColumn(rename.from(), rename.to(), this.printer);
		return own ? replace(referencing, names, column) : referencing;
	}

	private static Table replace(Table table, NameReplacement names, UnaryOperator<String> column) {
		PrimaryKey primaryKey = table.primaryKey();
		return table.withColumns(table.columns().stream().map((each) -> replace(each, names, column)).toList())
			.withPrimaryKey((primaryKey != null)
					? primaryKey.withNames(primaryKey.name(), replace(primaryKey.columns(), column)) : null)
			.withUniqueKeys(table.uniqueKeys().stream().map((key) -> replace(key, names, column)).toList())
			.withIndexes(table.indexes().stream().map((index) -> replace(index, names, column)).toList())
			.withChecks(table.checks()
				.stream()
				.map((check) -> check.withCondition(names.applyTo(check.condition())))
				.toList());
	}

	private static Column replace(Column column, NameReplacement names, UnaryOperator<String> renamed) {
		return column.withName(renamed.apply(column.name()))
			.withDefaultValue(replace(column.defaultValue(), names))
			.withGeneratedAs(replace(column.generatedAs(), names));
	}

	private static UniqueKey replace(UniqueKey key, NameReplacement names, UnaryOperator<String> column) {
		String definition = key.definition();
		return new UniqueKey(key.name(), replace(key.columns(), column),
				(definition != null) ? names.applyToDefinition(definition) : null);
	}

	private static Index replace(Index index, NameReplacement names, UnaryOperator<String> column) {
		List<Index.Part> parts = index.parts()
			.stream()
			.map((part) -> part.with((part.column() != null) ? column.apply(part.column()) : null,
					names.applyTo(part.expression())))
			.toList();
		return index.withParts(parts)
			.withWhere(names.applyTo(index.where()))
			.withDefinition(replace(index.definition(), names));
	}

	private static Index.@Nullable Definition replace(Index.@Nullable Definition definition, NameReplacement names) {
		return (definition != null) ? new Index.Definition(definition.kind(),
				names.applyToDefinition(definition.statement()), names.applyToDefinition(definition.structure()))
				: null;
	}

	private static @Nullable Expression replace(@Nullable Expression expression, NameReplacement names) {
		return (expression != null) ? names.applyTo(expression) : null;
	}

	private static List<String> replace(List<String> columns, UnaryOperator<String> column) {
		return columns.stream().map(column).toList();
	}

}
