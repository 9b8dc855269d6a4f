package dev.migrate.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.migrate.change.Change;
import dev.migrate.change.Replace;
import dev.migrate.change.Unit;

/**
 * What a product carries out at once: all changes of a unit, or one of them where a
 * transaction cannot span statements that alter the schema.
 *
 * @param actions the actions, in order
 * @param isInTransaction whether the statements run in a transaction that their caller
 * begins and ends
 */
public record Step(List<Action> actions, boolean isInTransaction) {

	public Step {
		actions = List.copyOf(actions);
	}

	/**
	 * Divide units into steps.
	 * @param units the units
	 * @param dialect the product
	 * @return the steps; none for changes for which the product has no statement
	 */
	static List<Step> of(List<Unit> units, Dialect dialect) {
		List<Step> steps = new ArrayList<>();
		for (Unit unit : units) {
			List<Action> actions = unit.changes()
				.stream()
				.flatMap((change) -> divided(change, dialect))
				.flatMap((change) -> actions(change, unit, dialect))
				.toList();
			if (dialect.hasTransactionalDdl() && !actions.isEmpty()) {
				steps.add(new Step(actions, true));
			}
			else {
				actions.stream()
					.flatMap((action) -> action.divided(dialect).stream())
					.forEach((action) -> steps.add(new Step(List.of(action), true)));
			}
		}
		return List.copyOf(steps);
	}

	private static Stream<Action> actions(Change change, Unit unit, Dialect dialect) {
		if (unit.onlyUndone().contains(change)) {
			return Stream.of(Action.onlyUndone(change, dialect));
		}
		return Stream.of(Action.of(change, dialect)).filter((action) -> !action.statements().isEmpty());
	}

	private static Stream<Change> divided(Change change, Dialect dialect) {
		// In one transaction, no other session sees one half without the other.
		return (dialect.hasTransactionalDdl() && change instanceof Replace replace)
				? Stream.of(replace.drop(), replace.create()) : Stream.of(change);
	}

	/**
	 * Return the changes that this step carries out.
	 * @return the changes, in order, without those that are only undone
	 */
	public List<Change> changes() {
		return this.actions.stream()
			.filter((action) -> !action.statements().isEmpty())
			.flatMap((action) -> action.changes().stream())
			.toList();
	}

	/**
	 * Statements that carry out a change, or several changes of one table.
	 *
	 * @param changes the changes
	 * @param statements the statements, in order, without a terminator
	 * @param rollback the statements that undo them, in order, without a terminator
	 */
	public record Action(List<Change> changes, List<String> statements, List<String> rollback) {

		public Action {
			changes = List.copyOf(changes);
			statements = List.copyOf(statements);
			rollback = List.copyOf(rollback);
		}

		/**
		 * Render a change.
		 * @param change the change
		 * @param dialect the product
		 * @return the action
		 */
		public static Action of(Change change, Dialect dialect) {
			return new Action(List.of(change), dialect.statements(change), dialect.undoing(change));
		}

		/**
		 * Render a change that is left out when its step is carried out.
		 * @param change the change
		 * @param dialect the product
		 * @return the action, which has only a rollback
		 */
		static Action onlyUndone(Change change, Dialect dialect) {
			return new Action(List.of(change), List.of(), dialect.undoing(change));
		}

		/**
		 * Divide this action for a product that commits each statement, so that a run
		 * that fails between two of them continues where it stopped.
		 * @param dialect the product
		 * @return the actions: each with the statement that undoes its own, or the first
		 * with all that undoes the change
		 */
		List<Action> divided(Dialect dialect) {
			List<List<String>> parts = dialect.ddl().parts(this.statements);
			List<List<String>> undoing = dialect.ddl().parts(this.rollback);
			if (parts.size() == 1) {
				return List.of(this);
			}
			List<Action> actions = new ArrayList<>();
			for (int i = 0; i < parts.size(); i++) {
				List<String> undo = (parts.size() == undoing.size()) ? undoing.get(parts.size() - 1 - i)
						: (i == 0) ? this.rollback : List.of();
				actions.add(new Action(this.changes, parts.get(i), undo));
			}
			return List.copyOf(actions);
		}

	}

}
