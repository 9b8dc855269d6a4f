package dev.migrate.change;

import java.util.List;

import dev.migrate.schema.Column;

/**
 * Determines the risks of applying a change to a table with rows.
 */
final class RiskAssessment implements Change.Visitor<List<Risk>> {

	private final Conversions conversions;

	RiskAssessment(Conversions conversions) {
		this.conversions = conversions;
	}

	@Override
	public List<Risk> visit(SchemaChange.CreateSchema change) {
		return List.of();
	}

	@Override
	public List<Risk> visit(SchemaChange.DropSchema change) {
		return List.of();
	}

	@Override
	public List<Risk> visit(EnumTypeChange.CreateEnumType change) {
		return List.of();
	}

	@Override
	public List<Risk> visit(EnumTypeChange.DropEnumType change) {
		return List.of();
	}

	@Override
	public List<Risk> visit(EnumTypeChange.AlterEnumType change) {
		return change.to().values().containsAll(change.from().values()) ? List.of()
				: List.of(new Risk(Risk.Level.MAY_FAIL, "rows that hold a removed value stop it"));
	}

	@Override
	public List<Risk> visit(SequenceChange.CreateSequence change) {
		return List.of();
	}

	@Override
	public List<Risk> visit(SequenceChange.DropSequence change) {
		return List.of(new Risk(Risk.Level.BREAKS_RUNNING_VERSION, "a version that still takes numbers from it fails"));
	}

	@Override
	public List<Risk> visit(SequenceChange.AlterSequence change) {
		return List.of(new Risk(Risk.Level.BREAKS_RUNNING_VERSION,
				"a version that reserves numbers by the old step may take some twice"));
	}

	@Override
	public List<Risk> visit(TableChange.CreateTable change) {
		return List.of();
	}

	@Override
	public List<Risk> visit(TableChange.DropTable change) {
		return List.of(new Risk(Risk.Level.LOSES_DATA, "the rows of " + change.table().name() + " are gone"));
	}

	@Override
	public List<Risk> visit(TableChange.AlterTableComment change) {
		return List.of();
	}

	@Override
	public List<Risk> visit(ColumnChange.AddColumn change) {
		Column column = change.column();
		return (column.nullable() || column.isFilled()) ? List.of()
				: List.of(new Risk(Risk.Level.MAY_FAIL, "existing rows have no value for " + column.name()));
	}

	@Override
	public List<Risk> visit(ColumnChange.DropColumn change) {
		if (change.column().isGenerated()) {
			return List.of();
		}
		String column = change.table() + "." + change.column().name();
		return List.of(new Risk(Risk.Level.LOSES_DATA, "the values of " + column + " are gone"));
	}

	@Override
	public List<Risk> visit(ColumnChange.AlterColumn change) {
		Column from = change.from();
		Column to = change.to();
		return switch (change.aspect()) {
			case TYPE -> ofTypes(from, to);
			case NULLABILITY -> to.nullable() ? List.of()
					: List.of(new Risk(Risk.Level.MAY_FAIL, "rows that hold null in " + from.name() + " stop it"));
			case FORMULA -> (from.isGenerated() || !to.isGenerated()) ? List.of()
					: List.of(new Risk(Risk.Level.LOSES_DATA, "the formula replaces the values of " + from.name()));
			case DEFAULT, IDENTITY, COLLATION, COMMENT -> List.of();
		};
	}

	@Override
	public List<Risk> visit(ColumnChange.FillColumn change) {
		return (change.value().isPresent() || change.direction() == Direction.BACKWARD) ? List.of()
				: List.of(new Risk(Risk.Level.MAY_FAIL, "existing rows have no value for " + change.column().name()));
	}

	@Override
	public List<Risk> visit(TableChange.RenameTable change) {
		return renamed(change.from().toString());
	}

	@Override
	public List<Risk> visit(ColumnChange.RenameColumn change) {
		return renamed(change.table() + "." + change.from());
	}

	@Override
	public List<Risk> visit(ConstraintChange.AddPrimaryKey change) {
		return List.of(new Risk(Risk.Level.MAY_FAIL, "duplicates or nulls in " + change.key().columns() + " stop it"));
	}

	@Override
	public List<Risk> visit(ConstraintChange.DropPrimaryKey change) {
		return List.of();
	}

	@Override
	public List<Risk> visit(ConstraintChange.AddUniqueKey change) {
		return List.of(new Risk(Risk.Level.MAY_FAIL, "duplicates in " + change.key().columns() + " stop it"));
	}

	@Override
	public List<Risk> visit(ConstraintChange.DropUniqueKey change) {
		return List.of();
	}

	@Override
	public List<Risk> visit(ConstraintChange.AddForeignKey change) {
		return List.of(new Risk(Risk.Level.MAY_FAIL,
				"rows without a match in " + change.key().referencedTable() + " stop it"));
	}

	@Override
	public List<Risk> visit(ConstraintChange.DropForeignKey change) {
		return List.of();
	}

	@Override
	public List<Risk> visit(ConstraintChange.AddCheck change) {
		return List.of(new Risk(Risk.Level.MAY_FAIL, "rows that break " + change.check().condition() + " stop it"));
	}

	@Override
	public List<Risk> visit(ConstraintChange.DropCheck change) {
		return List.of();
	}

	@Override
	public List<Risk> visit(IndexChange.CreateIndex change) {
		return change.index().unique()
				? List.of(new Risk(Risk.Level.MAY_FAIL, "duplicates in " + change.index().parts() + " stop it"))
				: List.of();
	}

	@Override
	public List<Risk> visit(IndexChange.DropIndex change) {
		return List.of();
	}

	@Override
	public List<Risk> visit(TableChange.RebuildTable change) {
		return change.parts().stream().flatMap((part) -> part.accept(this).stream()).toList();
	}

	private static List<Risk> renamed(String name) {
		return List.of(new Risk(Risk.Level.BREAKS_RUNNING_VERSION, "a version that still says " + name + " fails"));
	}

	private List<Risk> ofTypes(Column from, Column to) {
		return switch (this.conversions.between(from.type(), to.type())) {
			case KEEPS_VALUES -> List.of();
			case MAY_FAIL -> List.of(new Risk(Risk.Level.MAY_FAIL, "a value that is no " + to.type() + " stops it"));
			case DEPENDS_ON_ZONE -> List.of(new Risk(Risk.Level.LOSES_DATA,
					"what values of " + from.name() + " mean afterwards depends on the session's time zone"));
			case LOSES_DATA ->
				List.of(new Risk(Risk.Level.LOSES_DATA, "values of " + from.name() + " are cut to fit " + to.type()));
			case NONE -> List.of(new Risk(Risk.Level.MAY_FAIL,
					"any value of " + from.name() + " stops it, since nothing makes a " + to.type() + " of it"));
		};
	}

}
