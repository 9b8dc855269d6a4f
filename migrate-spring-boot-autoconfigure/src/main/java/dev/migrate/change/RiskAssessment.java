package dev.migrate.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.PartOfTable;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.UniqueKey;

/**
 * Determines the risks of applying a change to a table with rows.
 */
final class RiskAssessment implements Change.Visitor<List<Risk>> {

	private final Conversions conversions;

	RiskAssessment(Conversions conversions) {
		this.conversions = conversions;
	}

	@Override
	public List<Risk> visit(Create change) {
		return (change.replacement() != null) ? change.replacement().accept(this)
				: change.element().accept(CreationRisks.VISITOR);
	}

	@Override
	public List<Risk> visit(Drop change) {
		return (change.replacement() != null) ? List.of() : change.element().accept(DropRisks.VISITOR);
	}

	@Override
	public List<Risk> visit(Replace change) {
		if (isSatisfiedByAllRows(change)) {
			return (change.from() instanceof ForeignKey from && change.to() instanceof ForeignKey to)
					? lostAction(from, to) : List.of();
		}
		if (change.from() instanceof Check from && change.to() instanceof Check to && isNarrowed(from, to)) {
			return List.of(new Risk(Risk.Level.MAY_FAIL, "rows that hold a removed value stop it"));
		}
		return new PartOfTable(change.table(), change.to()).accept(CreationRisks.VISITOR);
	}

	private static boolean isSatisfiedByAllRows(Replace change) {
		if (change.isRecreation()) {
			return true;
		}
		if (change.from() instanceof PrimaryKey from && change.to() instanceof PrimaryKey to) {
			return to.columns().containsAll(from.columns());
		}
		if (change.from() instanceof UniqueKey from && change.to() instanceof UniqueKey to) {
			return from.isPlain() && to.isPlain() && to.columns().containsAll(from.columns());
		}
		if (change.from() instanceof ForeignKey from && change.to() instanceof ForeignKey to) {
			return from.referencedTable().equals(to.referencedTable()) && from.columns().equals(to.columns())
					&& from.referencedColumns().equals(to.referencedColumns());
		}
		return change.from() instanceof Check from && change.to() instanceof Check to && isWidened(from, to);
	}

	private static boolean isNarrowed(Check from, Check to) {
		return AllowedValues.of(from).isPresent() && AllowedValues.of(to).isPresent();
	}

	private static boolean isWidened(Check from, Check to) {
		Optional<AllowedValues> before = AllowedValues.of(from);
		Optional<AllowedValues> after = AllowedValues.of(to);
		return before.isPresent() && after.isPresent() && before.get().column().equalsIgnoreCase(after.get().column())
				&& before.get().without(after.get()).isEmpty();
	}

	private static List<Risk> lostAction(ForeignKey from, ForeignKey to) {
		return (from.onDelete() == to.onDelete() || from.onDelete() == ForeignKey.Action.NO_ACTION
				|| from.onDelete() == ForeignKey.Action.RESTRICT)
						? List.of()
						: List.of(new Risk(Risk.Level.BREAKS_RUNNING_VERSION, "a version that deletes rows of "
								+ from.referencedTable() + " and relies on \"on delete "
								+ from.onDelete().name().toLowerCase(Locale.ROOT).replace('_', ' ') + "\" fails"));
	}

	@Override
	public List<Risk> visit(AlterEnumType change) {
		return change.removedValues().isEmpty() ? List.of()
				: List.of(new Risk(Risk.Level.MAY_FAIL, "rows that hold a removed value stop it"));
	}

	@Override
	public List<Risk> visit(AlterSequence change) {
		return List.of(new Risk(Risk.Level.BREAKS_RUNNING_VERSION,
				"a version that uses the old increment may produce duplicate numbers"));
	}

	@Override
	public List<Risk> visit(AlterTableComment change) {
		return List.of();
	}

	@Override
	public List<Risk> visit(AlterColumn change) {
		Column from = change.from();
		Column to = change.to();
		return switch (change.aspect()) {
			case TYPE -> ofTypes(from, to);
			case NULLABILITY -> to.nullable() ? List.of() : notNull(to);
			case FORMULA -> (from.isGenerated() || !to.isGenerated()) ? List.of()
					: List.of(new Risk(Risk.Level.LOSES_DATA, "the formula replaces the values of " + from.name()));
			case DEFAULT, IDENTITY, COLLATION, COMMENT -> List.of();
		};
	}

	private static List<Risk> notNull(Column column) {
		List<Risk> risks = new ArrayList<>();
		risks.add(new Risk(Risk.Level.MAY_FAIL, "rows that hold null in " + column.name() + " stop it"));
		if (!column.isFilled()) {
			risks.add(new Risk(Risk.Level.BREAKS_RUNNING_VERSION,
					"a version that writes no value to " + column.name() + " fails"));
		}
		return List.copyOf(risks);
	}

	@Override
	public List<Risk> visit(FillColumn change) {
		return change.isUnfilled()
				? List.of(new Risk(Risk.Level.MAY_FAIL, "existing rows have no value for " + change.column().name()))
				: List.of();
	}

	@Override
	public List<Risk> visit(RenameTable change) {
		return renamed(change.from().toString());
	}

	@Override
	public List<Risk> visit(RenameColumn change) {
		return renamed(change.table() + "." + change.from());
	}

	private static List<Risk> renamed(String name) {
		return List.of(new Risk(Risk.Level.BREAKS_RUNNING_VERSION, "a version that still uses " + name + " fails"));
	}

	private List<Risk> ofTypes(Column from, Column to) {
		return switch (this.conversions.between(from.type(), to.type())) {
			case KEEPS_VALUES -> List.of();
			case MAY_FAIL ->
				List.of(new Risk(Risk.Level.MAY_FAIL, "values that cannot be converted to " + to.type() + " stop it"));
			case DEPENDS_ON_ZONE -> List.of(new Risk(Risk.Level.LOSES_DATA,
					"the converted values of " + from.name() + " depend on the session's time zone"));
			case LOSES_DATA -> List.of(new Risk(Risk.Level.LOSES_DATA,
					"values of " + from.name() + " are rounded or truncated to fit " + to.type()));
			case NONE -> List.of(new Risk(Risk.Level.MAY_FAIL,
					"any value of " + from.name() + " stops it, since it cannot be converted to " + to.type()));
		};
	}

}
