package dev.migrate;

import java.util.List;

import dev.migrate.ChangeView.LeftAloneView;

/**
 * The differences between two of the entities, the changelog and the database.
 *
 * @param changes the changes that bring the second to the first
 * @param leftAlone the unmanaged objects of the second that were left alone
 */
public record ComparisonView(List<ChangeView> changes, List<LeftAloneView> leftAlone) {

	public ComparisonView {
		changes = List.copyOf(changes);
		leftAlone = List.copyOf(leftAlone);
	}

}
