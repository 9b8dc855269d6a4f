package dev.migrate.change;

import java.util.ArrayList;
import java.util.List;

import dev.migrate.change.SchemaObject.Kind;
import dev.migrate.schema.Column;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Table;

/**
 * Determines the objects that a change creates.
 */
final class Creation implements Change.Visitor<List<SchemaObject>> {

	static final Creation VISITOR = new Creation();

	@Override
	public List<SchemaObject> visit(SchemaChange.CreateSchema change) {
		return List.of(SchemaObject.of(Kind.SCHEMA, QualifiedName.of(change.name())));
	}

	@Override
	public List<SchemaObject> visit(SchemaChange.DropSchema change) {
		return List.of();
	}

	@Override
	public List<SchemaObject> visit(EnumTypeChange.CreateEnumType change) {
		return List.of(SchemaObject.of(Kind.TYPE, change.type().name()));
	}

	@Override
	public List<SchemaObject> visit(EnumTypeChange.DropEnumType change) {
		return List.of();
	}

	@Override
	public List<SchemaObject> visit(EnumTypeChange.AlterEnumType change) {
		return List.of();
	}

	@Override
	public List<SchemaObject> visit(SequenceChange.CreateSequence change) {
		return List.of(SchemaObject.of(Kind.SEQUENCE, change.sequence().name()));
	}

	@Override
	public List<SchemaObject> visit(SequenceChange.DropSequence change) {
		return List.of();
	}

	@Override
	public List<SchemaObject> visit(SequenceChange.AlterSequence change) {
		return List.of();
	}

	@Override
	public List<SchemaObject> visit(TableChange.CreateTable change) {
		Table table = change.table();
		List<SchemaObject> created = new ArrayList<>();
		created.add(SchemaObject.of(Kind.TABLE, table.name()));
		table.columns().forEach((column) -> created.addAll(ofColumn(table.name(), column)));
		if (table.primaryKey() != null) {
			created.add(SchemaObject.of(Kind.PRIMARY_KEY, table.name(), table.primaryKey().name()));
		}
		table.uniqueKeys().forEach((key) -> created.add(SchemaObject.of(Kind.UNIQUE_KEY, table.name(), key.name())));
		table.checks().forEach((check) -> created.add(SchemaObject.of(Kind.CHECK, table.name(), check.name())));
		return List.copyOf(created);
	}

	@Override
	public List<SchemaObject> visit(TableChange.DropTable change) {
		return List.of();
	}

	@Override
	public List<SchemaObject> visit(TableChange.AlterTableComment change) {
		return List.of();
	}

	@Override
	public List<SchemaObject> visit(ColumnChange.AddColumn change) {
		return ofColumn(change.table(), change.column());
	}

	@Override
	public List<SchemaObject> visit(ColumnChange.DropColumn change) {
		return List.of();
	}

	@Override
	public List<SchemaObject> visit(ColumnChange.AlterColumn change) {
		List<SchemaObject> created = ofColumn(change.table(), change.to());
		List<SchemaObject> before = ofColumn(change.table(), change.from());
		return created.stream().filter((object) -> !before.contains(object)).toList();
	}

	@Override
	public List<SchemaObject> visit(ColumnChange.FillColumn change) {
		return List.of();
	}

	@Override
	public List<SchemaObject> visit(TableChange.RenameTable change) {
		return List.of();
	}

	@Override
	public List<SchemaObject> visit(ColumnChange.RenameColumn change) {
		return List.of();
	}

	@Override
	public List<SchemaObject> visit(ConstraintChange.AddPrimaryKey change) {
		return part(change, Kind.PRIMARY_KEY, change.table(), change.key().name());
	}

	@Override
	public List<SchemaObject> visit(ConstraintChange.DropPrimaryKey change) {
		return List.of();
	}

	@Override
	public List<SchemaObject> visit(ConstraintChange.AddUniqueKey change) {
		return part(change, Kind.UNIQUE_KEY, change.table(), change.key().name());
	}

	@Override
	public List<SchemaObject> visit(ConstraintChange.DropUniqueKey change) {
		return List.of();
	}

	@Override
	public List<SchemaObject> visit(ConstraintChange.AddForeignKey change) {
		return part(change, Kind.FOREIGN_KEY, change.table(), change.key().name());
	}

	@Override
	public List<SchemaObject> visit(ConstraintChange.DropForeignKey change) {
		return List.of();
	}

	@Override
	public List<SchemaObject> visit(ConstraintChange.AddCheck change) {
		return part(change, Kind.CHECK, change.table(), change.check().name());
	}

	@Override
	public List<SchemaObject> visit(ConstraintChange.DropCheck change) {
		return List.of();
	}

	@Override
	public List<SchemaObject> visit(IndexChange.CreateIndex change) {
		return part(change, Kind.INDEX, change.table(), change.index().name());
	}

	@Override
	public List<SchemaObject> visit(IndexChange.DropIndex change) {
		return List.of();
	}

	@Override
	public List<SchemaObject> visit(TableChange.RebuildTable change) {
		return change.parts().stream().flatMap((part) -> part.accept(this).stream()).toList();
	}

	private static List<SchemaObject> part(Change change, Kind kind, QualifiedName table, String name) {
		return change.isReplacement() ? List.of() : List.of(SchemaObject.of(kind, table, name));
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
