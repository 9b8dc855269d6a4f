package dev.migrate.change;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.migrate.change.SchemaObject.Kind;
import dev.migrate.schema.Column;
import dev.migrate.schema.DependentObjects;
import dev.migrate.schema.PartOfTable;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Table;
import dev.migrate.schema.TablePart;

/**
 * Determines the objects that exist after a change but not before it.
 */
final class CreatedObjects implements Change.Visitor<List<SchemaObject>> {

	static final CreatedObjects VISITOR = new CreatedObjects();

	@Override
	public List<SchemaObject> visit(Create change) {
		if (change.replacement() != null || change.element() instanceof DependentObjects) {
			return List.of();
		}
		if (change.part() instanceof Column column) {
			return ofColumn(change.object(), column);
		}
		if (change.element() instanceof Table table) {
			return ofTable(table);
		}
		return List.of(SchemaObject.of(change.element()));
	}

	@Override
	public List<SchemaObject> visit(Drop change) {
		return List.of();
	}

	@Override
	public List<SchemaObject> visit(Replace change) {
		return List.of();
	}

	@Override
	public List<SchemaObject> visit(AlterColumn change) {
		List<SchemaObject> before = ofColumn(change.table(), change.from());
		return ofColumn(change.table(), change.to()).stream().filter((object) -> !before.contains(object)).toList();
	}

	@Override
	public List<SchemaObject> visit(FillColumn change) {
		return List.of();
	}

	@Override
	public List<SchemaObject> visit(AlterEnumType change) {
		return List.of();
	}

	@Override
	public List<SchemaObject> visit(AlterSequence change) {
		return List.of();
	}

	@Override
	public List<SchemaObject> visit(AlterTableComment change) {
		return List.of();
	}

	@Override
	public List<SchemaObject> visit(RenameTable change) {
		return List.of();
	}

	@Override
	public List<SchemaObject> visit(RenameColumn change) {
		return List.of();
	}

	private static List<SchemaObject> ofTable(Table table) {
		List<SchemaObject> created = new ArrayList<>();
		created.add(SchemaObject.of(table));
		table.columns().forEach((column) -> created.addAll(ofColumn(table.name(), column)));
		Stream<TablePart> constraints = Stream
			.of(Stream.ofNullable(table.primaryKey()), table.uniqueKeys().stream(), table.checks().stream())
			.flatMap((parts) -> parts);
		constraints.forEach((part) -> created.add(SchemaObject.of(new PartOfTable(table.name(), part))));
		return List.copyOf(created);
	}

	private static List<SchemaObject> ofColumn(QualifiedName table, Column column) {
		List<SchemaObject> created = new ArrayList<>();
		created.add(SchemaObject.of(Kind.COLUMN, table, column.name()));
		if (column.hasDefault()) {
			created.add(SchemaObject.of(Kind.DEFAULT, table, column.name()));
		}
		if (column.isNumbered()) {
			created.add(SchemaObject.of(Kind.IDENTITY, table, column.name()));
		}
		if (column.isGenerated()) {
			created.add(SchemaObject.of(Kind.FORMULA, table, column.name()));
		}
		return created;
	}

}
