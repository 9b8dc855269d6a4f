package dev.migrate.dialect;

import java.util.List;
import java.util.Map;

import dev.migrate.change.Change;
import dev.migrate.change.Changes;

/**
 * Changes in a form in which a product can carry them out, one after the other.
 *
 * @param changes the changes
 * @param scripts the scripts of those changes, and of their reverses, whose statements
 * depend on more than the change itself
 */
public record ExecutableChanges(Changes changes, Map<Change, Script> scripts) {

	public ExecutableChanges {
		scripts = Map.copyOf(scripts);
	}

	/**
	 * Return changes whose statements depend on the change alone.
	 * @param changes the changes
	 * @return the changes without scripts
	 */
	public static ExecutableChanges of(Changes changes) {
		return new ExecutableChanges(changes, Map.of());
	}

	/**
	 * Return the statements that carry out a change, without a terminator.
	 * @param change one of the changes or of their reverses
	 * @param dialect the dialect of the product
	 * @return the statements, in order
	 */
	public List<String> statements(Change change, Dialect dialect) {
		Script script = this.scripts.get(change);
		return (script != null) ? script.statements() : dialect.statements(change);
	}

	/**
	 * Return whether the statements of a change run in a transaction that their caller
	 * begins and ends.
	 * @param change one of the changes or of their reverses
	 * @return {@code false} if they begin and end their own
	 */
	public boolean isInTransaction(Change change) {
		Script script = this.scripts.get(change);
		return script == null || script.isInTransaction();
	}

	/**
	 * The statements of a change.
	 *
	 * @param statements the statements, in order, without a terminator
	 * @param isInTransaction whether they run in a transaction that their caller begins
	 * and ends
	 */
	public record Script(List<String> statements, boolean isInTransaction) {

		public Script {
			statements = List.copyOf(statements);
		}

	}

}
