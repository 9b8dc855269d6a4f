package dev.migrate.change;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

import dev.migrate.schema.Column;
import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.UniqueKey;

/**
 * Describes a change.
 */
final class Description implements Change.Visitor<String> {

	static final Description VISITOR = new Description();

	@Override
	public String visit(SchemaChange.CreateSchema change) {
		return "create schema " + change.name();
	}

	@Override
	public String visit(SchemaChange.DropSchema change) {
		return "drop schema " + change.name();
	}

	@Override
	public String visit(EnumTypeChange.CreateEnumType change) {
		return "create type " + change.type().name();
	}

	@Override
	public String visit(EnumTypeChange.DropEnumType change) {
		return "drop type " + change.type().name();
	}

	@Override
	public String visit(EnumTypeChange.AlterEnumType change) {
		return "change values of type " + change.from().name() + " from " + change.from().values() + " to "
				+ change.to().values();
	}

	@Override
	public String visit(SequenceChange.CreateSequence change) {
		return "create sequence " + change.sequence().name();
	}

	@Override
	public String visit(SequenceChange.DropSequence change) {
		return "drop sequence " + change.sequence().name();
	}

	@Override
	public String visit(SequenceChange.AlterSequence change) {
		if (change.from().increment() == change.to().increment()) {
			return "change options of sequence " + change.from().name();
		}
		return "change increment of sequence " + change.from().name() + " from " + change.from().increment() + " to "
				+ change.to().increment();
	}

	@Override
	public String visit(TableChange.CreateTable change) {
		return "create table " + change.table().name();
	}

	@Override
	public String visit(TableChange.DropTable change) {
		return "drop table " + change.table().name();
	}

	@Override
	public String visit(TableChange.AlterTableComment change) {
		return "change comment of table " + change.table();
	}

	@Override
	public String visit(ColumnChange.AddColumn change) {
		return "add column " + change.table() + "." + change.column().name();
	}

	@Override
	public String visit(ColumnChange.DropColumn change) {
		return "drop column " + change.table() + "." + change.column().name();
	}

	@Override
	public String visit(ColumnChange.AlterColumn change) {
		String column = change.table() + "." + change.from().name();
		return switch (change.aspect()) {
			case TYPE -> "change type of " + column + " from " + change.from().type() + " to " + change.to().type()
					+ (Objects.equals(change.from().defaultValue(), change.to().defaultValue()) ? ""
							: ", default from " + change.from().defaultValue() + " to " + change.to().defaultValue());
			case NULLABILITY -> (change.to().nullable() ? "allow null in " : "refuse null in ") + column;
			case DEFAULT -> "change default of " + column + " from " + change.from().defaultValue() + " to "
					+ change.to().defaultValue();
			case IDENTITY -> "change identity of " + column;
			case FORMULA ->
				"change formula of " + column + " from " + formula(change.from()) + " to " + formula(change.to());
			case COLLATION -> "change collation of " + column;
			case COMMENT -> "change comment of " + column;
		};
	}

	@Override
	public String visit(ColumnChange.FillColumn change) {
		return "fill column " + change.table() + "." + change.column().name();
	}

	@Override
	public String visit(TableChange.RenameTable change) {
		return "rename table " + change.from() + " to " + change.to().name();
	}

	@Override
	public String visit(ColumnChange.RenameColumn change) {
		return "rename column " + change.table() + "." + change.from() + " to " + change.to();
	}

	@Override
	public String visit(ConstraintChange.AddPrimaryKey change) {
		return "add primary key " + of(change.table(), change.key().columns());
	}

	@Override
	public String visit(ConstraintChange.DropPrimaryKey change) {
		return "drop primary key " + of(change.table(), change.key().columns());
	}

	@Override
	public String visit(ConstraintChange.AddUniqueKey change) {
		return "add unique key " + of(change.table(), change.key());
	}

	@Override
	public String visit(ConstraintChange.DropUniqueKey change) {
		return "drop unique key " + of(change.table(), change.key());
	}

	@Override
	public String visit(ConstraintChange.AddForeignKey change) {
		return "add foreign key " + of(change.table(), change.key().columns()) + " to "
				+ change.key().referencedTable();
	}

	@Override
	public String visit(ConstraintChange.DropForeignKey change) {
		return "drop foreign key " + of(change.table(), change.key().columns()) + " to "
				+ change.key().referencedTable();
	}

	@Override
	public String visit(ConstraintChange.AddCheck change) {
		return "add check " + change.check().name() + " to " + change.table();
	}

	@Override
	public String visit(ConstraintChange.DropCheck change) {
		return "drop check " + change.check().name() + " of " + change.table();
	}

	@Override
	public String visit(IndexChange.CreateIndex change) {
		return "create " + of(change.table(), change.index());
	}

	@Override
	public String visit(IndexChange.DropIndex change) {
		return "drop " + of(change.table(), change.index());
	}

	private static String of(QualifiedName table, UniqueKey key) {
		return of(table, key.columns()) + (key.isPlain() ? "" : ": " + key.definition());
	}

	private static String of(QualifiedName table, Index index) {
		String text = "index " + index.name() + " on " + of(table, index.parts()) + (index.unique() ? ", unique" : "");
		if (index.definition() != null) {
			return text + ": " + index.definition().statement();
		}
		String method = (index.method() != null && !index.method().equals("btree")) ? ", using " + index.method() : "";
		return text + method + (index.where().isPresent() ? ", where " + index.where() : "");
	}

	@Override
	public String visit(TableChange.RebuildTable change) {
		return "rebuild table " + change.table() + ": "
				+ change.parts().stream().map(Change::description).collect(Collectors.joining(", "));
	}

	private static String of(QualifiedName table, List<?> parts) {
		return table + parts.stream().map(Object::toString).collect(Collectors.joining(", ", " (", ")"));
	}

	private static String formula(Column column) {
		return column.generatedAs()
				+ ((column.storage() != null) ? " " + column.storage().name().toLowerCase(Locale.ROOT) : "");
	}

}
