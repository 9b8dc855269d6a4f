package dev.migrate.authoring;

import java.util.List;

import dev.migrate.ChangeView;
import dev.migrate.ChangeView.LeftAloneView;
import dev.migrate.authoring.comparison.DropAnswers;
import dev.migrate.authoring.ownership.Ownership.Proposal;
import dev.migrate.change.Changes;
import dev.migrate.change.Effects;
import dev.migrate.database.CurrentSchema;

/**
 * Creates views of changes.
 */
final class ChangeViews {

	private ChangeViews() {
	}

	static List<ChangeView> of(Changes changes, CurrentSchema current) {
		Effects effects = current.dialect().effects(current.schema());
		return changes.stream()
			.map((change) -> ChangeView.of(change.description(), changes.risks(change, effects)))
			.toList();
	}

	static List<LeftAloneView> leftAlone(Proposal proposal) {
		return proposal.leftAlone()
			.stream()
			.map((left) -> new LeftAloneView(left.change().description(), left.reason(),
					DropAnswers.option(left).orElse(null)))
			.toList();
	}

}
