package dev.migrate;

import java.util.List;

import dev.migrate.ChangeView.LeftAloneView;

/**
 * What differs between two of the entities, the changelog and the database.
 *
 * @param changes what the one asks for and the other has not
 * @param leftAlone what the other has besides, and is nobody's fault
 */
public record ComparisonView(List<ChangeView> changes, List<LeftAloneView> leftAlone) {

	public ComparisonView {
		changes = List.copyOf(changes);
		leftAlone = List.copyOf(leftAlone);
	}

}
