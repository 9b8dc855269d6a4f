package dev.migrate.change;

import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

import dev.migrate.schema.Column;
import dev.migrate.schema.Element;
import dev.migrate.schema.Identity;
import dev.migrate.schema.PartOfTable;
import dev.migrate.schema.Sequence;
import org.jspecify.annotations.Nullable;

/**
 * Determines the difference that a change removes.
 */
final class Differences implements Change.Visitor<Difference> {

	static final Differences VISITOR = new Differences();

	@Override
	public Difference visit(Create change) {
		ElementContent content = of(change.element());
		return new Difference(content.thing(), Difference.NOTHING, content.definition());
	}

	@Override
	public Difference visit(Drop change) {
		ElementContent content = of(change.element());
		return new Difference(content.thing(), content.definition(), Difference.NOTHING);
	}

	@Override
	public Difference visit(Replace change) {
		ElementContent from = of(new PartOfTable(change.table(), change.from()));
		ElementContent to = of(new PartOfTable(change.table(), change.to()));
		return new Difference(from.thing(), from.definition(), to.definition());
	}

	@Override
	public Difference visit(AlterColumn change) {
		String column = change.table() + "." + change.from().name() + " ";
		Column from = change.from();
		Column to = change.to();
		return switch (change.aspect()) {
			case TYPE -> new Difference(column + "type", type(from, to), type(to, from));
			case NULLABILITY -> new Difference(column + "nullability", nullability(from), nullability(to));
			case DEFAULT ->
				new Difference(column + "default", from.defaultOrNone().canonical(), to.defaultOrNone().canonical())
					.described();
			case IDENTITY -> new Difference(column + "identity", identity(from), identity(to));
			case FORMULA -> new Difference(column + "generation expression", formula(from), formula(to)).described();
			case COLLATION ->
				new Difference(column + "collation", text(from.collation()), text(to.collation())).described();
			case COMMENT -> new Difference(column + "comment", ElementContent.quoted(from.comment()),
					ElementContent.quoted(to.comment()))
				.described();
		};
	}

	@Override
	public Difference visit(FillColumn change) {
		return new Difference(change.table() + "." + change.column().name() + " values", Difference.NOTHING,
				change.value().canonical())
			.described();
	}

	@Override
	public Difference visit(AlterEnumType change) {
		return new Difference(change.from().name() + " type", of(change.from()).definition(),
				of(change.to()).definition());
	}

	@Override
	public Difference visit(AlterSequence change) {
		return new Difference(change.from().name() + " sequence", options(change.from()), options(change.to()));
	}

	@Override
	public Difference visit(AlterTableComment change) {
		return new Difference(change.table() + " comment", ElementContent.quoted(change.from()),
				ElementContent.quoted(change.to()))
			.described();
	}

	@Override
	public Difference visit(RenameTable change) {
		return new Difference(change.from() + " name", change.from().name(), change.to().name());
	}

	@Override
	public Difference visit(RenameColumn change) {
		return new Difference(change.table() + "." + change.from() + " name", change.from(), change.to());
	}

	private static ElementContent of(Element element) {
		return element.accept(ElementContent.Reader.READER);
	}

	// The default changes with the type.
	private static String type(Column column, Column other) {
		String type = column.type().canonical();
		return Objects.equals(column.defaultValue(), other.defaultValue()) ? type
				: type + " default " + column.defaultOrNone().canonical();
	}

	private static String nullability(Column column) {
		return column.nullable() ? "null" : "not null";
	}

	private static String identity(Column column) {
		Identity identity = column.identityOrNone();
		return identity.isPresent() ? ElementContent.of(identity) : Difference.NOTHING;
	}

	private static String formula(Column column) {
		String storage = (column.storage() != null) ? " " + column.storage().name().toLowerCase(Locale.ROOT) : "";
		return column.isGenerated() ? column.generatedAsOrNone().canonical() + storage : "";
	}

	private static String options(Sequence sequence) {
		return ElementContent.options(sequence.increment(), sequence.options()).collect(Collectors.joining(" "));
	}

	private static String text(@Nullable String text) {
		return Objects.requireNonNullElse(text, "");
	}

}
