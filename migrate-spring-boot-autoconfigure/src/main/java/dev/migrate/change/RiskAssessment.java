package dev.migrate.change;

import java.util.ArrayList;
import java.util.List;

import dev.migrate.schema.Column;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Identity;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.UniqueKey;

/**
 * Determines the risks of applying a change, among others, to a table with rows.
 */
final class RiskAssessment implements Change.Visitor<List<Risk>> {

	private final List<Change> changes;

	private final Effects effects;

	private RiskAssessment(List<Change> changes, Effects effects) {
		this.changes = changes;
		this.effects = effects;
	}

	/**
	 * Determine the risks of a change.
	 * @param change the change
	 * @param changes all changes that are applied together
	 * @param effects what the product does
	 * @return the risks; empty if the change is safe
	 */
	static List<Risk> of(Change change, List<Change> changes, Effects effects) {
		if (change instanceof Drop drop && drop.replacement() != null) {
			// The other half has the risks of both.
			return List.of();
		}
		List<Risk> risks = new ArrayList<>(change.accept(new RiskAssessment(changes, effects)));
		risks.addAll(EffectRisks.of(effects.of(change), effects.concernsWholeDatabase()));
		return List.copyOf(risks);
	}

	@Override
	public List<Risk> visit(Create change) {
		if (change.replacement() != null) {
			return change.replacement().accept(this);
		}
		if (change.part() instanceof Column column && column.isGenerated()) {
			return ofComputed(column);
		}
		return isWithoutValues(change) ? List.of() : change.element().accept(CreationRisks.VISITOR);
	}

	// Rows hold null in a new column, which neither matches nor equals anything.
	private boolean isWithoutValues(Create change) {
		List<String> columns = (change.part() instanceof ForeignKey key) ? key.columns()
				: ((change.part() instanceof UniqueKey key && key.isPlain()) ? key.columns() : List.of());
		return columns.stream()
			.anyMatch((column) -> isNull(change.object(), column) && !isFilled(change.object(), column));
	}

	private boolean isNull(QualifiedName table, String name) {
		return this.changes.stream()
			.anyMatch((change) -> change instanceof Create create && create.isPartOf(table)
					&& create.part() instanceof Column column && column.name().equals(name) && !column.isFilled());
	}

	private boolean isNew(QualifiedName table, String name) {
		return this.changes.stream()
			.anyMatch((change) -> change instanceof Create create && create.isPartOf(table)
					&& create.part() instanceof Column column && column.name().equals(name));
	}

	private boolean isFilledByConstant(QualifiedName table, String name) {
		return this.changes.stream()
			.anyMatch((change) -> change instanceof FillColumn fill && fill.table().equals(table)
					&& fill.column().name().equals(name) && fill.value().isConstant());
	}

	private boolean isFilled(QualifiedName table, String name) {
		return this.changes.stream()
			.anyMatch((change) -> change instanceof FillColumn fill && fill.table().equals(table)
					&& fill.column().name().equals(name));
	}

	@Override
	public List<Risk> visit(Drop change) {
		return change.element().accept(DropRisks.VISITOR);
	}

	@Override
	public List<Risk> visit(Replace change) {
		return ReplacementRisks.of(change);
	}

	@Override
	public List<Risk> visit(AlterEnumType change) {
		List<Risk> risks = new ArrayList<>();
		if (!change.removedValues().isEmpty()) {
			risks.addAll(ReplacementRisks.ofRemovedValues());
		}
		if (this.effects.invalidatesStatements(change)) {
			risks.add(new Risk(Risk.Kind.BREAKS_RUNNING_VERSION,
					"statements that use " + change.from().name() + " fail in sessions that have run them before"));
		}
		return List.copyOf(risks);
	}

	@Override
	public List<Risk> visit(AlterSequence change) {
		return List.of(new Risk(Risk.Kind.BREAKS_RUNNING_VERSION,
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
			case NULLABILITY -> to.nullable() ? List.of() : ofNotNull(change.table(), to);
			case FORMULA -> ofFormulas(from, to);
			case DEFAULT -> (from.hasDefault() && isUnfilled(to)) ? List.of(CreationRisks.withoutValue(to)) : List.of();
			case IDENTITY -> ofNumbering(from, to);
			case COLLATION, COMMENT -> List.of();
		};
	}

	private static boolean isUnfilled(Column column) {
		return !column.nullable() && !column.isFilled();
	}

	private List<Risk> ofNotNull(QualifiedName table, Column column) {
		List<Risk> risks = new ArrayList<>();
		if (!isFilledByConstant(table, column.name())) {
			risks.add(new Risk(Risk.Kind.MAY_FAIL, "rows that hold null in " + column.name() + " stop it"));
		}
		if (!isNew(table, column.name())) {
			risks.add(new Risk(Risk.Kind.BREAKS_RUNNING_VERSION,
					"a version that writes null to " + column.name() + " fails"));
		}
		else if (!column.isFilled()) {
			risks.add(CreationRisks.withoutValue(column));
		}
		return List.copyOf(risks);
	}

	private List<Risk> ofComputed(Column column) {
		return CreationRisks.ofRows("rows for which " + column.generatedAsOrNone() + " cannot be computed")
			.stream()
			.filter((risk) -> risk.kind() == Risk.Kind.MAY_FAIL || this.effects.computesOnWrite(column))
			.toList();
	}

	private List<Risk> ofFormulas(Column from, Column to) {
		if (!to.isGenerated()) {
			return isUnfilled(to) ? List.of(CreationRisks.withoutValue(to)) : List.of();
		}
		List<Risk> risks = new ArrayList<>(ofComputed(to));
		if (!from.isGenerated()) {
			risks.add(new Risk(Risk.Kind.LOSES_DATA, "the formula replaces the values of " + from.name()));
			risks.add(writing(to));
		}
		return List.copyOf(risks);
	}

	private static List<Risk> ofNumbering(Column from, Column to) {
		Identity before = from.identityOrNone();
		Identity after = to.identityOrNone();
		if (!after.isPresent()) {
			return isUnfilled(to) ? List.of(CreationRisks.withoutValue(to)) : List.of();
		}
		if (after.mode() == Identity.Mode.ALWAYS && before.mode() != Identity.Mode.ALWAYS) {
			return List.of(writing(to));
		}
		return before.isPresent() ? List.of() : List.of(new Risk(Risk.Kind.BREAKS_RUNNING_VERSION,
				"a version that numbers " + to.name() + " itself may use numbers of the database"));
	}

	private static Risk writing(Column column) {
		return new Risk(Risk.Kind.BREAKS_RUNNING_VERSION, "a version that writes " + column.name() + " fails");
	}

	@Override
	public List<Risk> visit(FillColumn change) {
		return change.isUnfilled()
				? List.of(new Risk(Risk.Kind.MAY_FAIL, "existing rows have no value for " + change.column().name()))
				: List.of();
	}

	@Override
	public List<Risk> visit(RenameTable change) {
		return List.of(DropRisks.stillUsed(change.from().toString()));
	}

	@Override
	public List<Risk> visit(RenameColumn change) {
		return List.of(DropRisks.stillUsed(change.table() + "." + change.from()));
	}

	private List<Risk> ofTypes(Column from, Column to) {
		boolean accepted = this.effects.accepts(from.type(), to.type());
		Risk stopped = new Risk(Risk.Kind.MAY_FAIL, "values that cannot be converted to " + to.type() + " stop it");
		List<Risk> risks = new ArrayList<>(switch (this.effects.between(from.type(), to.type())) {
			case KEEPS_VALUES -> List.<Risk>of();
			case MAY_FAIL -> List.of(stopped);
			case DEPENDS_ON_ZONE -> List.of(new Risk(Risk.Kind.LOSES_DATA,
					"the converted values of " + from.name() + " depend on the session's time zone"));
			case LOSES_DATA -> {
				Risk lost = new Risk(Risk.Kind.LOSES_DATA,
						"values of " + from.name() + " are rounded or truncated to fit " + to.type());
				yield accepted ? List.of(lost) : List.of(lost, stopped);
			}
			case NONE -> List.of(new Risk(Risk.Kind.MAY_FAIL,
					"any value of " + from.name() + " stops it, since it cannot be converted to " + to.type()));
		});
		if (!accepted) {
			risks.add(new Risk(Risk.Kind.BREAKS_RUNNING_VERSION,
					"a version that writes values to " + from.name() + " that do not fit " + to.type() + " fails"));
		}
		return List.copyOf(risks);
	}

}
