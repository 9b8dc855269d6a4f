package dev.migrate.change;

import java.util.ArrayList;
import java.util.List;

import dev.migrate.change.SchemaObject.Kind;
import dev.migrate.schema.Column;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Table;

/**
 * Says what comes into being with a change.
 */
final class Creation implements Change.Visitor<List<SchemaObject>> {

	static final Creation VISITOR = new Creation();

	@Override
	public List<SchemaObject> visit(Change.CreateSchema change) {
		return List.of(SchemaObject.of(Kind.SCHEMA, QualifiedName.of(change.name())));
	}

	@Override
	public List<SchemaObject> visit(Change.DropSchema change) {
		return List.of();
	}

	@Override
	public List<SchemaObject> visit(Change.CreateEnumType change) {
		return List.of(SchemaObject.of(Kind.TYPE, change.type().name()));
	}

	@Override
	public List<SchemaObject> visit(Change.DropEnumType change) {
		return List.of();
	}

	@Override
	public List<SchemaObject> visit(Change.AlterEnumType change) {
		return List.of();
	}

	@Override
	public List<SchemaObject> visit(Change.CreateSequence change) {
		return List.of(SchemaObject.of(Kind.SEQUENCE, change.sequence().name()));
	}

	@Override
	public List<SchemaObject> visit(Change.DropSequence change) {
		return List.of();
	}

	@Override
	public List<SchemaObject> visit(Change.AlterSequence change) {
		return List.of();
	}

	@Override
	public List<SchemaObject> visit(Change.CreateTable change) {
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
	public List<SchemaObject> visit(Change.DropTable change) {
		return List.of();
	}

	@Override
	public List<SchemaObject> visit(Change.AlterTableComment change) {
		return List.of();
	}

	@Override
	public List<SchemaObject> visit(Change.AddColumn change) {
		return ofColumn(change.table(), change.column());
	}

	@Override
	public List<SchemaObject> visit(Change.DropColumn change) {
		return List.of();
	}

	@Override
	public List<SchemaObject> visit(Change.AlterColumn change) {
		List<SchemaObject> created = ofColumn(change.table(), change.to());
		List<SchemaObject> before = ofColumn(change.table(), change.from());
		return created.stream().filter((object) -> !before.contains(object)).toList();
	}

	@Override
	public List<SchemaObject> visit(Change.FillColumn change) {
		return List.of();
	}

	@Override
	public List<SchemaObject> visit(Change.RenameTable change) {
		return List.of();
	}

	@Override
	public List<SchemaObject> visit(Change.RenameColumn change) {
		return List.of();
	}

	@Override
	public List<SchemaObject> visit(Change.AddPrimaryKey change) {
		return part(Kind.PRIMARY_KEY, change.table(), change.key().name(), change.replacement());
	}

	@Override
	public List<SchemaObject> visit(Change.DropPrimaryKey change) {
		return List.of();
	}

	@Override
	public List<SchemaObject> visit(Change.AddUniqueKey change) {
		return part(Kind.UNIQUE_KEY, change.table(), change.key().name(), change.replacement());
	}

	@Override
	public List<SchemaObject> visit(Change.DropUniqueKey change) {
		return List.of();
	}

	@Override
	public List<SchemaObject> visit(Change.AddForeignKey change) {
		return part(Kind.FOREIGN_KEY, change.table(), change.key().name(), change.replacement());
	}

	@Override
	public List<SchemaObject> visit(Change.DropForeignKey change) {
		return List.of();
	}

	@Override
	public List<SchemaObject> visit(Change.AddCheck change) {
		return part(Kind.CHECK, change.table(), change.check().name(), change.replacement());
	}

	@Override
	public List<SchemaObject> visit(Change.DropCheck change) {
		return List.of();
	}

	@Override
	public List<SchemaObject> visit(Change.CreateIndex change) {
		return part(Kind.INDEX, change.table(), change.index().name(), change.replacement());
	}

	@Override
	public List<SchemaObject> visit(Change.DropIndex change) {
		return List.of();
	}

	private static List<SchemaObject> part(Kind kind, QualifiedName table, String name, boolean replacement) {
		return replacement ? List.of() : List.of(SchemaObject.of(kind, table, name));
	}

	private static List<SchemaObject> ofColumn(QualifiedName table, Column column) {
		List<SchemaObject> created = new ArrayList<>();
		created.add(SchemaObject.of(Kind.COLUMN, table, column.name()));
		if (column.defaultValue() != null && column.defaultValue().isPresent()) {
			created.add(SchemaObject.of(Kind.DEFAULT, table, column.name()));
		}
		if (column.identity() != null && column.identity().isPresent()) {
			created.add(SchemaObject.of(Kind.IDENTITY, table, column.name()));
		}
		if (column.isGenerated()) {
			created.add(SchemaObject.of(Kind.FORMULA, table, column.name()));
		}
		return created;
	}

}
