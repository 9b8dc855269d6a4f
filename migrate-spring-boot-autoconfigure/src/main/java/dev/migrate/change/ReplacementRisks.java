package dev.migrate.change;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

import dev.migrate.schema.Check;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.PartOfTable;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.TablePart;
import dev.migrate.schema.UniqueKey;

/**
 * Determines the risks of replacing a part of a table by another one of the same kind.
 * What the old part has guaranteed cannot stop the new one.
 */
final class ReplacementRisks {

	private ReplacementRisks() {
	}

	static List<Risk> of(Replace change) {
		if (change.isRecreation()) {
			return List.of();
		}
		if (change.from() instanceof ForeignKey from && change.to() instanceof ForeignKey to && isSame(from, to)) {
			return ofActions(from, to);
		}
		if (change.from() instanceof Check from && change.to() instanceof Check to) {
			return ofChecks(change, from, to);
		}
		List<Risk> risks = new ArrayList<>();
		if (!isImplied(change.to(), change.from())) {
			risks.addAll(new PartOfTable(change.table(), change.to()).accept(CreationRisks.VISITOR));
		}
		if (!isImplied(change.from(), change.to())) {
			risks.addAll(new PartOfTable(change.table(), change.from()).accept(DropRisks.VISITOR));
		}
		return List.copyOf(risks);
	}

	// Where the columns of a key are unique, more columns are too.
	private static boolean isImplied(TablePart part, TablePart by) {
		Optional<List<String>> columns = uniqueColumns(part);
		Optional<List<String>> others = uniqueColumns(by);
		return columns.isPresent() && others.isPresent() && new HashSet<>(columns.get()).containsAll(others.get());
	}

	private static Optional<List<String>> uniqueColumns(TablePart part) {
		if (part instanceof PrimaryKey key) {
			return Optional.of(key.columns());
		}
		if (part instanceof UniqueKey key && key.isPlain()) {
			return Optional.of(key.columns());
		}
		boolean plain = part instanceof Index index && index.unique() && index.isPlain();
		return plain ? Optional.of(((Index) part).parts().stream().map(Index.Part::toString).toList())
				: Optional.empty();
	}

	private static boolean isSame(ForeignKey from, ForeignKey to) {
		return from.referencedTable().equals(to.referencedTable()) && from.columns().equals(to.columns())
				&& from.referencedColumns().equals(to.referencedColumns());
	}

	private static List<Risk> ofActions(ForeignKey from, ForeignKey to) {
		if (from.onDelete() == to.onDelete()) {
			return List.of();
		}
		List<Risk> lost = DropRisks.lostAction(from);
		return lost.isEmpty() ? DropRisks.gainedAction(to) : lost;
	}

	private static List<Risk> ofChecks(Replace change, Check from, Check to) {
		Optional<AllowedValues> before = AllowedValues.of(from);
		Optional<AllowedValues> after = AllowedValues.of(to);
		if (before.isEmpty() || after.isEmpty() || !before.get().column().equalsIgnoreCase(after.get().column())) {
			return new PartOfTable(change.table(), to).accept(CreationRisks.VISITOR);
		}
		return before.get().without(after.get()).isEmpty() ? List.of() : ofRemovedValues();
	}

	/**
	 * Return the risks of values that are no longer allowed.
	 * @return the risks
	 */
	static List<Risk> ofRemovedValues() {
		return List.of(new Risk(Risk.Kind.MAY_FAIL, "rows that hold a removed value stop it"),
				new Risk(Risk.Kind.BREAKS_RUNNING_VERSION, "a version that writes a removed value fails"));
	}

}
