package dev.migrate.changelog.write;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.migrate.change.AllowedValues;
import dev.migrate.change.AlterColumn;
import dev.migrate.change.AlterColumn.Aspect;
import dev.migrate.change.AlterEnumType;
import dev.migrate.change.AlterSequence;
import dev.migrate.change.AlterTableComment;
import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.change.Conversion;
import dev.migrate.change.Create;
import dev.migrate.change.Drop;
import dev.migrate.change.Effects;
import dev.migrate.change.FillColumn;
import dev.migrate.change.RenameColumn;
import dev.migrate.change.RenameTable;
import dev.migrate.change.Replace;
import dev.migrate.change.Risk;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.StandardGuards;
import dev.migrate.dialect.TypeRange;
import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import dev.migrate.schema.TablePart;
import dev.migrate.schema.UniqueKey;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows that make a revision impossible. Each query reads the tables as they are
 * before the first changeset, by the names that they have then.
 */
final class RowGuards implements Change.Visitor<List<RowGuard>> {

	/**
	 * The range of an expression of which nothing is known.
	 */
	private static final TypeRange COMPUTED = new TypeRange(TypeRange.Kind.EXACT, TypeRange.UNLIMITED,
			TypeRange.UNLIMITED);

	/**
	 * The kinds of risk with which rows may stop a change. A conversion that truncates
	 * values may also be impossible.
	 */
	private static final Set<Risk.Kind> OF_ROWS = EnumSet.of(Risk.Kind.MAY_FAIL, Risk.Kind.LOSES_DATA);

	private final Changes changes;

	private final Schema current;

	private final Dialect dialect;

	private final StandardGuards queries;

	private RowGuards(Changes changes, Schema current, Dialect dialect) {
		this.changes = changes;
		this.current = current;
		this.dialect = dialect;
		this.queries = dialect.ddl();
	}

	/**
	 * Find the guards of changes.
	 * @param changes the changes
	 * @param current the schema before the changes, with the new names if they rename
	 * objects
	 * @param dialect the product
	 * @return the guards, in the order of the changes
	 */
	static List<RowGuard> of(Changes changes, Schema current, Dialect dialect) {
		RowGuards guards = new RowGuards(changes, current, dialect);
		Effects effects = dialect.effects(current);
		return changes.stream()
			.filter((change) -> isImpossibleForSomeRows(change, changes, effects))
			.flatMap((change) -> change.accept(guards).stream())
			.distinct()
			.toList();
	}

	private static boolean isImpossibleForSomeRows(Change change, Changes changes, Effects effects) {
		return change instanceof FillColumn || isComputed(change)
				|| changes.risks(change, effects).stream().anyMatch((risk) -> OF_ROWS.contains(risk.kind()));
	}

	private static boolean isComputed(Change change) {
		return (change instanceof AlterColumn alter && alter.aspect() == Aspect.FORMULA)
				|| (change instanceof Create create && create.part() instanceof Column column && column.isGenerated());
	}

	@Override
	public List<RowGuard> visit(Create change) {
		if (change.part() instanceof Column column) {
			QualifiedName table = oldName(change.object());
			if (column.isGenerated() && exists(change.object())) {
				return ofGenerated(change.object(), column);
			}
			boolean fails = !column.nullable() && !column.isFilled() && exists(change.object());
			return fails ? List.of(RowGuard.of(this.queries.rowCheck(table), "table " + table
					+ " has rows, for which the new column " + column.name() + " has no value: give it a default"))
					: List.of();
		}
		return (change.part() != null) ? ofNewPart(change.object(), change.part()) : List.of();
	}

	@Override
	public List<RowGuard> visit(Drop change) {
		return List.of();
	}

	@Override
	public List<RowGuard> visit(Replace change) {
		if (change.from() instanceof Check from && change.to() instanceof Check to) {
			Optional<AllowedValues> before = AllowedValues.of(from);
			Optional<AllowedValues> after = AllowedValues.of(to);
			if (before.isPresent() && after.isPresent()
					&& before.get().column().equalsIgnoreCase(after.get().column())) {
				return ofRemovedValues(change.table(), before.get().column(), before.get().without(after.get()));
			}
		}
		return ofNewPart(change.table(), change.to());
	}

	@Override
	public List<RowGuard> visit(AlterColumn change) {
		return switch (change.aspect()) {
			case TYPE -> ofType(change);
			case NULLABILITY -> isFilled(change) ? List.of() : ofNulls(change.table(), change.to().name());
			case FORMULA -> ofGenerated(change.table(), change.to());
			case DEFAULT, IDENTITY, COLLATION, COMMENT -> List.of();
		};
	}

	@Override
	public List<RowGuard> visit(FillColumn change) {
		if (!exists(change.table())) {
			return List.of();
		}
		QualifiedName table = oldName(change.table());
		String value = change.isUnfilled() ? FillColumn.PLACE : change.value().sql();
		String column = change.column().name();
		if (this.current.table(change.table()).flatMap((known) -> known.column(column)).isPresent()) {
			String old = this.queries.identifiers().of(oldName(change.table(), column));
			value = "coalesce(" + old + ", " + value + ")";
		}
		return List.of(RowGuard.of(this.queries.valueCheck(table, renamedColumns(change.table()), value),
				change.isUnfilled()
						? "table " + table + " has rows, for which the column " + column
								+ " has no value: replace FILL_IN in this file with one"
						: "rows of table " + table + " get no value in " + column + " from " + change.value().sql()
								+ ": choose another expression",
				List.of(change)));
	}

	@Override
	public List<RowGuard> visit(AlterEnumType change) {
		String type = this.dialect.ddl().identifiers().of(change.from().name());
		List<RowGuard> guards = new ArrayList<>();
		for (Table table : this.current.tables()) {
			table.columns()
				.stream()
				.filter((column) -> column.type().canonical().equals(type)
						|| change.from().columns().contains(new EnumType.TypedColumn(table.name(), column.name())))
				.filter((column) -> !isDropped(table.name(), column.name()))
				.forEach((column) -> guards
					.addAll(ofRemovedValues(table.name(), column.name(), change.removedValues())));
		}
		return guards;
	}

	@Override
	public List<RowGuard> visit(AlterSequence change) {
		return List.of();
	}

	@Override
	public List<RowGuard> visit(AlterTableComment change) {
		return List.of();
	}

	@Override
	public List<RowGuard> visit(RenameTable change) {
		return List.of();
	}

	@Override
	public List<RowGuard> visit(RenameColumn change) {
		return List.of();
	}

	private List<RowGuard> ofType(AlterColumn change) {
		String column = change.from().name();
		Optional<AllowedValues> before = AllowedValues.of(column, change.from().type());
		Optional<AllowedValues> after = AllowedValues.of(column, change.to().type());
		if (before.isPresent() && after.isPresent()) {
			return ofRemovedValues(change.table(), column, before.get().without(after.get()));
		}
		QualifiedName table = oldName(change.table());
		String old = oldName(change.table(), column);
		if (this.dialect.between(change.from().type(), change.to().type()) == Conversion.NONE) {
			return List.of(RowGuard.of(this.queries.filledCheck(table, old),
					"table " + table + " has values in " + old + ", which cannot be converted from "
							+ change.from().type() + " to " + change.to().type() + ":"
							+ " write the conversion into its changeset and remove this check, or empty the column"));
		}
		return this.dialect.misfit(this.queries.identifiers().of(old), change.from().type(), change.to().type())
			.map((condition) -> new RowGuard(this.queries.existsCheck(table, condition),
					"rows of table " + table + " have values in " + old + " that do not fit " + change.to().type()
							+ ": change them first",
					List.of(old), this.queries.values(table, List.of(old), condition)))
			.stream()
			.toList();
	}

	private List<RowGuard> ofGenerated(QualifiedName now, Column column) {
		List<String> used = this.current.table(now)
			.stream()
			.flatMap((table) -> table.columns().stream())
			.map(Column::name)
			.filter(column::dependsOn)
			.toList();
		boolean known = column.isGenerated() && !used.isEmpty()
				&& used.stream().allMatch((name) -> hasSameValues(now, name)) && usesNoNewColumn(now, column);
		QualifiedName table = oldName(now);
		if (column.isGenerated() && !this.dialect.canCompute(column)) {
			return List.of(RowGuard.of(this.queries.rowCheck(table),
					"table " + table + " has rows, and " + this.dialect.name() + " adds the generated column "
							+ column.name() + " with NOT NULL only to an empty table: make the column nullable"));
		}
		String value = column.generatedAsOrNone().sql();
		String query = this.dialect.range(column.type())
			.flatMap((range) -> COMPUTED.misfit("(" + value + ")", range, value))
			.map((misfit) -> this.queries.existsCheck(table, misfit))
			.orElseGet(() -> this.queries.evaluationCheck(table, value));
		return known
				? List.of(RowGuard.of(query, "rows of table " + table + " have values for which " + value
						+ " cannot be computed for the generated column " + column.name() + ": correct them first"))
				: List.of();
	}

	private boolean usesNoNewColumn(QualifiedName table, TablePart part) {
		return this.changes.stream()
			.noneMatch((change) -> change instanceof Create create && create.isPartOf(table)
					&& create.part() instanceof Column column && part.dependsOn(column.name()));
	}

	private List<RowGuard> ofNulls(QualifiedName now, String columnNow) {
		if (isAdded(now, columnNow)) {
			return List.of();
		}
		QualifiedName table = oldName(now);
		String column = oldName(now, columnNow);
		return List
			.of(RowGuard.of(this.queries.nullCheck(table, column), "rows of table " + table + " hold null in " + column
					+ ": give them a value first, or generate with --default " + now + "." + columnNow + "=VALUE"));
	}

	private List<RowGuard> ofNewPart(QualifiedName table, TablePart part) {
		if (part instanceof PrimaryKey key) {
			List<RowGuard> guards = new ArrayList<>(ofDuplicates(table, key.columns()));
			key.columns()
				.stream()
				.filter((column) -> acceptsNull(table, column))
				.forEach((column) -> guards.addAll(ofNulls(table, column)));
			return guards;
		}
		if (part instanceof UniqueKey key) {
			return key.isPlain() ? ofDuplicates(table, key.columns()) : List.of();
		}
		if (part instanceof Index index) {
			List<String> columns = new ArrayList<>();
			index.parts().forEach((each) -> columns.add(each.column()));
			boolean plain = index.unique() && index.isPlain() && !columns.contains(null);
			return plain ? ofDuplicates(table, columns) : List.of();
		}
		if (part instanceof ForeignKey key) {
			return ofOrphans(table, key);
		}
		return (part instanceof Check check) ? ofViolations(table, check) : List.of();
	}

	private List<RowGuard> ofDuplicates(QualifiedName now, List<String> columnsNow) {
		if (!haveValues(now, columnsNow)) {
			return ofDuplicateFills(now, columnsNow);
		}
		QualifiedName table = oldName(now);
		List<String> columns = columnsNow.stream().map((column) -> oldName(now, column)).toList();
		return List.of(new RowGuard(
				this.queries.duplicateCheck(table, columns), "rows of table " + table + " have the same values in "
						+ String.join(", ", columns) + ": make them unique first",
				columns, this.queries.duplicates(table, columns)));
	}

	// A new column that accepts null has no equal values.
	private List<RowGuard> ofDuplicateFills(QualifiedName now, List<String> columnsNow) {
		List<String> values = new ArrayList<>();
		List<FillColumn> fills = new ArrayList<>();
		for (String column : columnsNow) {
			FillColumn fill = fill(now, column);
			if (fill != null && isAdded(now, column)) {
				fills.add(fill);
				values.add(fill.isUnfilled() ? FillColumn.PLACE : fill.value().sql());
			}
			else if (haveValues(now, List.of(column))) {
				values.add(this.queries.identifiers().of(oldName(now, column)));
			}
		}
		if (values.size() < columnsNow.size()) {
			return List.of();
		}
		QualifiedName table = oldName(now);
		return List.of(RowGuard.of(
				this.queries.duplicateValueCheck(table, values), "rows of table " + table
						+ " would have the same values in " + String.join(", ", columnsNow) + ": fill in unique values",
				fills));
	}

	private List<RowGuard> ofOrphans(QualifiedName now, ForeignKey key) {
		QualifiedName parentNow = key.referencedTable();
		if (haveValues(now, key.columns()) && exists(now) && !exists(parentNow)) {
			QualifiedName table = oldName(now);
			String column = oldName(now, key.columns().get(0));
			return List.of(RowGuard.of(this.queries.filledCheck(table, column),
					"rows of table " + table + " refer by " + column + " to the table " + parentNow
							+ ", which is new and has no rows: insert them in this revision and remove this check"));
		}
		if (!haveValues(now, key.columns()) || !haveValues(parentNow, key.referencedColumns())) {
			return List.of();
		}
		QualifiedName table = oldName(now);
		List<String> columns = key.columns().stream().map((column) -> oldName(now, column)).toList();
		List<String> referenced = key.referencedColumns().stream().map((column) -> oldName(parentNow, column)).toList();
		QualifiedName parent = oldName(parentNow);
		return List.of(new RowGuard(this.queries.orphanCheck(table, columns, parent, referenced),
				"rows of table " + table + " refer by " + String.join(", ", columns) + " to rows of " + parent
						+ " that do not exist: correct or delete them first",
				columns, this.queries.orphans(table, columns, parent, referenced)));
	}

	private List<RowGuard> ofViolations(QualifiedName now, Check check) {
		Optional<Table> table = this.current.table(now);
		boolean known = table.isPresent() && table.get()
			.columns()
			.stream()
			.map(Column::name)
			.noneMatch((column) -> check.dependsOn(column) && !hasSameValues(now, column));
		if (!known || !usesNoNewColumn(now, check)) {
			return List.of();
		}
		QualifiedName old = oldName(now);
		return List.of(RowGuard.of(this.queries.existsCheck(old, "not (" + check.condition().sql() + ")"),
				"rows of table " + old + " violate " + check.condition().sql() + ": correct them first"));
	}

	private List<RowGuard> ofRemovedValues(QualifiedName now, String columnNow, List<String> removed) {
		if (removed.isEmpty()) {
			return List.of();
		}
		QualifiedName table = oldName(now);
		String column = oldName(now, existing(now, columnNow));
		String values = removed.stream().map((value) -> "'" + value + "'").collect(Collectors.joining(", "));
		return List.of(RowGuard.of(this.queries.valueCheck(table, column, removed), "rows of table " + table + " have "
				+ values + " in " + column + ", which no entity declares any more: give them another value first"));
	}

	private String existing(QualifiedName table, String column) {
		return this.current.table(table)
			.stream()
			.flatMap((known) -> known.columns().stream())
			.map(Column::name)
			.filter((name) -> name.equalsIgnoreCase(column))
			.findFirst()
			.orElse(column);
	}

	private boolean exists(QualifiedName table) {
		return this.changes.stream()
			.noneMatch((change) -> change instanceof Create create && create.element() instanceof Table created
					&& created.name().equals(table));
	}

	private boolean acceptsNull(QualifiedName table, String column) {
		return this.current.table(table).flatMap((known) -> known.column(column)).filter(Column::nullable).isPresent();
	}

	// Return whether all columns exist before the changes, which leave their values
	// alone.
	private boolean haveValues(QualifiedName table, List<String> columns) {
		return columns.stream()
			.allMatch((column) -> this.current.table(table).flatMap((known) -> known.column(column)).isPresent()
					&& isOfSameType(table, column) && !isFilled(table, column));
	}

	private boolean hasSameValues(QualifiedName table, String column) {
		return haveValues(table, List.of(column)) && oldName(table, column).equals(column);
	}

	private boolean isOfSameType(QualifiedName table, String column) {
		return this.changes.stream()
			.noneMatch((change) -> change instanceof AlterColumn alter && alter.table().equals(table)
					&& alter.from().name().equals(column)
					&& (alter.aspect() == Aspect.TYPE || alter.aspect() == Aspect.FORMULA));
	}

	private boolean isAdded(QualifiedName table, String column) {
		return this.changes.stream()
			.anyMatch((change) -> change instanceof Create create && create.isPartOf(table)
					&& create.part() instanceof Column added && added.name().equals(column));
	}

	private boolean isFilled(AlterColumn alter) {
		return isFilled(alter.table(), alter.to().name());
	}

	private boolean isFilled(QualifiedName table, String column) {
		return fill(table, column) != null;
	}

	private @Nullable FillColumn fill(QualifiedName table, String column) {
		return this.changes.stream()
			.filter((change) -> change instanceof FillColumn fill && fill.table().equals(table)
					&& fill.column().name().equals(column))
			.map(FillColumn.class::cast)
			.findFirst()
			.orElse(null);
	}

	private boolean isDropped(QualifiedName table, String column) {
		return this.changes.stream()
			.anyMatch((change) -> change instanceof Drop drop
					&& ((drop.isPartOf(table) && drop.part() instanceof Column dropped && dropped.name().equals(column))
							|| (drop.element() instanceof Table whole && whole.name().equals(table))));
	}

	private QualifiedName oldName(QualifiedName table) {
		return this.changes.stream()
			.filter((change) -> change instanceof RenameTable rename && rename.to().equals(table))
			.map((change) -> ((RenameTable) change).from())
			.findFirst()
			.orElse(table);
	}

	private Map<String, String> renamedColumns(QualifiedName table) {
		Map<String, String> renamed = new LinkedHashMap<>();
		for (Change change : this.changes) {
			if (change instanceof RenameColumn rename
					&& (rename.table().equals(table) || rename.table().equals(oldName(table)))) {
				renamed.put(rename.from(), rename.to());
			}
		}
		return renamed;
	}

	private String oldName(QualifiedName table, String column) {
		return this.changes.stream()
			.filter((change) -> change instanceof RenameColumn rename && rename.to().equals(column)
					&& (rename.table().equals(table) || rename.table().equals(oldName(table))))
			.map((change) -> ((RenameColumn) change).from())
			.findFirst()
			.orElse(column);
	}

}
