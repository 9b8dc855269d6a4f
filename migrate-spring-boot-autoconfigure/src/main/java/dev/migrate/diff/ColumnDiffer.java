package dev.migrate.diff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.change.AlterColumn;
import dev.migrate.change.AlterColumn.Aspect;
import dev.migrate.change.Change;
import dev.migrate.change.Create;
import dev.migrate.change.Drop;
import dev.migrate.diff.Pairs.Pair;
import dev.migrate.schema.Column;
import dev.migrate.schema.Expression;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Table;

/**
 * Finds the changes to the columns of a table.
 */
final class ColumnDiffer {

	private final QualifiedName table;

	private final List<Column> removed;

	private final List<Column> added;

	/**
	 * The columns on both sides, with every aspect that the desired side does not define
	 * taken from the current one.
	 */
	private final List<Pair<Column>> kept;

	/**
	 * The columns that no generated column may depend on while they change.
	 */
	private final Set<String> changing;

	ColumnDiffer(Table current, Table desired) {
		this.table = desired.name();
		Pairs<Column> pairs = Pairs.of(current.columns(), desired.columns(), Column::name);
		this.removed = pairs.removed();
		this.added = pairs.added();
		this.kept = pairs.kept()
			.stream()
			.map((pair) -> new Pair<>(pair.current(), pair.desired().orElse(pair.current())))
			.toList();
		this.changing = changing();
	}

	private Set<String> changing() {
		Set<String> changing = new HashSet<>();
		this.removed.forEach((column) -> changing.add(column.name()));
		this.added.forEach((column) -> changing.add(column.name()));
		for (Pair<Column> pair : this.kept) {
			if (isRetyped(pair) || !Objects.equals(pair.desired().generatedAs(), pair.current().generatedAs())) {
				changing.add(pair.desired().name());
			}
		}
		return changing;
	}

	/**
	 * Return the columns that change their type, or whose values are computed again.
	 * @return the names of the columns
	 */
	Set<String> retypedOrRecreated() {
		return names((pair) -> isRetyped(pair) || isRecreated(pair));
	}

	/**
	 * Return the columns that are dropped and added again, when the changes are applied
	 * or when they are undone.
	 * @return the names of the columns
	 */
	Set<String> recreated() {
		return names(this::isRecreated);
	}

	private Set<String> names(Predicate<Pair<Column>> condition) {
		return this.kept.stream().filter(condition).map((pair) -> pair.desired().name()).collect(Collectors.toSet());
	}

	List<Change> diff() {
		List<Change> changes = new ArrayList<>();
		generatedLast(this.added).forEach((column) -> changes.add(Create.of(this.table, column)));
		this.kept.forEach((pair) -> changes.addAll(diff(pair.current(), pair.desired())));
		List<Change> drops = new ArrayList<>();
		generatedLast(this.removed).forEach((column) -> drops.add(0, Drop.of(this.table, column)));
		changes.addAll(drops);
		return changes;
	}

	private static List<Column> generatedLast(List<Column> columns) {
		// A generated column needs the columns that it is computed from.
		return columns.stream().sorted(Comparator.comparing(Column::isGenerated)).toList();
	}

	private List<Change> diff(Column from, Column to) {
		Steps steps = new Steps(this.table, from);
		if (isComputedAgain(from, to)) {
			if (from.isGenerated() && dependsOnChangingColumn(from, to)) {
				// The generation expression is dropped while its columns change, and
				// added again afterwards.
				steps.alter(Aspect.FORMULA, from.withGeneratedAs(Expression.NONE));
			}
			steps.alter(Aspect.FORMULA, to);
			return steps.changes();
		}
		steps.alter(Aspect.FORMULA, from.withGeneratedAs(to.generatedAs()));
		if (to.identity() != null && !to.isNumbered()) {
			// An identity is dropped before the type changes and added afterwards.
			steps.alter(Aspect.IDENTITY, steps.state().withIdentity(to.identity()));
		}
		steps.alter(Aspect.TYPE, retyped(steps.state(), to));
		steps.alter(Aspect.COLLATION, steps.state().withCollation(to.collation()));
		steps.alter(Aspect.DEFAULT, steps.state().withDefaultValue(to.defaultValue()));
		if (!to.nullable()) {
			steps.alter(Aspect.NULLABILITY, steps.state().withNullable(false));
		}
		steps.alter(Aspect.IDENTITY, steps.state().withIdentity(to.identity()));
		steps.alter(Aspect.COMMENT, steps.state().withComment(to.comment()));
		steps.alter(Aspect.NULLABILITY, steps.state().withNullable(to.nullable()));
		return steps.changes();
	}

	private static Column retyped(Column from, Column to) {
		// A default has one of the two types: if both sides have one, it changes with the
		// type.
		boolean withDefault = from.hasDefault() && to.hasDefault() && !to.type().equals(from.type());
		Column retyped = from.withType(to.type());
		return withDefault ? retyped.withDefaultValue(to.defaultValue()) : retyped;
	}

	private static boolean isRetyped(Pair<Column> pair) {
		return !pair.desired().type().equals(pair.current().type());
	}

	private boolean isRecreated(Pair<Column> pair) {
		// A column that loses its generation expression is recreated by the reverse
		// change.
		return isComputedAgain(pair.current(), pair.desired())
				|| pair.current().isGenerated() != pair.desired().isGenerated();
	}

	private boolean isComputedAgain(Column from, Column to) {
		// The values of a column that is or becomes a generated one are computed again,
		// so it is recreated if its expression or type differs.
		return to.isGenerated() && (!Objects.equals(from.generatedAs(), to.generatedAs())
				|| !from.type().equals(to.type()) || isStorageChanged(from, to) || dependsOnChangingColumn(from, to));
	}

	private static boolean isStorageChanged(Column from, Column to) {
		return to.storage() != null && from.storage() != null && from.storage() != to.storage();
	}

	private boolean dependsOnChangingColumn(Column from, Column to) {
		return Stream.of(from, to)
			.filter(Column::isGenerated)
			.anyMatch((generated) -> this.changing.stream()
				.anyMatch((column) -> !column.equals(to.name()) && generated.dependsOn(column)));
	}

	/**
	 * The consecutive changes of a column.
	 */
	private static final class Steps {

		private final QualifiedName table;

		private final List<Change> changes = new ArrayList<>();

		private Column state;

		Steps(QualifiedName table, Column state) {
			this.table = table;
			this.state = state;
		}

		void alter(Aspect aspect, Column to) {
			if (!this.state.equals(to)) {
				this.changes.add(new AlterColumn(this.table, aspect, this.state, to));
			}
			this.state = to;
		}

		Column state() {
			return this.state;
		}

		List<Change> changes() {
			return this.changes;
		}

	}

}
