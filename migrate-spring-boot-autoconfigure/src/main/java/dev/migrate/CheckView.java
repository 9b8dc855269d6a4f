package dev.migrate;

import java.util.List;

import dev.migrate.ChangeView.LeftAloneView;

/**
 * Whether the entities, the changelog and the database agree.
 *
 * @param database the name of the database in this application
 * @param pending the ids of the revisions that are pending
 * @param heads the ids of the heads of the changelog
 * @param compared whether entities were compared; an application without JPA has none
 * @param changes what the entities ask for and the database has not
 * @param leftAlone what differs and is nobody's fault
 * @param notes what could not be told, in whole sentences
 */
public record CheckView(String database, List<String> pending, List<String> heads, boolean compared,
		List<ChangeView> changes, List<LeftAloneView> leftAlone, List<String> notes) {

	/**
	 * Return whether all agree.
	 * @return {@code true} where nothing is pending, there is one head at most and
	 * nothing differs
	 */
	public boolean agrees() {
		return this.pending.isEmpty() && this.heads.size() <= 1 && this.changes.isEmpty();
	}

}
