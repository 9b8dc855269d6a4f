package dev.migrate.change;

import java.util.Locale;
import java.util.Objects;

import dev.migrate.schema.Column;
import dev.migrate.schema.Element;
import dev.migrate.schema.Index;
import dev.migrate.schema.PartOfTable;

/**
 * Describes a change.
 */
final class Description implements Change.Visitor<String> {

	static final Description VISITOR = new Description();

	@Override
	public String visit(Create change) {
		boolean added = change.part() != null && !(change.part() instanceof Index);
		return (added ? "add " : "create ") + of(change.element(), " to ");
	}

	@Override
	public String visit(Drop change) {
		return "drop " + of(change.element(), " of ");
	}

	@Override
	public String visit(Replace change) {
		String from = of(new PartOfTable(change.table(), change.from()), " of ");
		String to = of(new PartOfTable(change.table(), change.to()), " of ");
		if (change.isRecreation()) {
			return "recreate " + from;
		}
		return "replace " + from + ReplacedAspects.of(change).orElse(from.equals(to) ? "" : " by " + to);
	}

	@Override
	public String visit(AlterEnumType change) {
		return "change values of type " + change.from().name() + " from " + change.from().values() + " to "
				+ change.to().values();
	}

	@Override
	public String visit(AlterSequence change) {
		if (change.from().increment() == change.to().increment()) {
			return "change options of sequence " + change.from().name();
		}
		return "change increment of sequence " + change.from().name() + " from " + change.from().increment() + " to "
				+ change.to().increment();
	}

	@Override
	public String visit(AlterTableComment change) {
		return "change comment of table " + change.table();
	}

	@Override
	public String visit(AlterColumn change) {
		String column = change.table() + "." + change.from().name();
		return switch (change.aspect()) {
			case TYPE -> "change type of " + column + " from " + change.from().type().canonical() + " to "
					+ change.to().type().canonical()
					+ (Objects.equals(change.from().defaultValue(), change.to().defaultValue()) ? ""
							: ", default from " + change.from().defaultValue() + " to " + change.to().defaultValue());
			case NULLABILITY -> (change.to().nullable() ? "drop not null on " : "set not null on ") + column;
			case DEFAULT -> "change default of " + column + " from " + change.from().defaultValue() + " to "
					+ change.to().defaultValue();
			case IDENTITY -> "change identity of " + column;
			case FORMULA -> "change generation expression of " + column + " from " + formula(change.from()) + " to "
					+ formula(change.to());
			case COLLATION -> "change collation of " + column;
			case COMMENT -> "change comment of " + column;
		};
	}

	@Override
	public String visit(FillColumn change) {
		return "fill column " + change.table() + "." + change.column().name();
	}

	@Override
	public String visit(RenameTable change) {
		return "rename table " + change.from() + " to " + change.to().name();
	}

	@Override
	public String visit(RenameColumn change) {
		return "rename column " + change.table() + "." + change.from() + " to " + change.to();
	}

	private static String of(Element element, String ofTable) {
		return element.accept(new ElementDescription(ofTable));
	}

	private static String formula(Column column) {
		return column.generatedAs()
				+ ((column.storage() != null) ? " " + column.storage().name().toLowerCase(Locale.ROOT) : "");
	}

}
