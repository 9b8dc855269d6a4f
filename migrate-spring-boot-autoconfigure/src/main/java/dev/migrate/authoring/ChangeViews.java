package dev.migrate.authoring;

import java.util.Comparator;
import java.util.List;

import dev.migrate.ChangeView;
import dev.migrate.ChangeView.LeftAloneView;
import dev.migrate.authoring.comparison.DropAnswers;
import dev.migrate.authoring.ownership.Ownership.Proposal;
import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.change.Conversions;
import dev.migrate.change.Risk;

/**
 * Creates views of changes.
 */
final class ChangeViews {

	private ChangeViews() {
	}

	static List<ChangeView> of(Changes changes, Conversions conversions) {
		return changes.stream().map((change) -> of(change, changes, conversions)).toList();
	}

	private static ChangeView of(Change change, Changes all, Conversions conversions) {
		List<Risk> risks = all.risks(change, conversions);
		Risk.Level worst = risks.stream().map(Risk::level).max(Comparator.naturalOrder()).orElse(Risk.Level.SAFE);
		return new ChangeView(change.description(), worst, risks.stream().map(Risk::reason).toList());
	}

	static List<LeftAloneView> leftAlone(Proposal proposal) {
		return proposal.leftAlone()
			.stream()
			.map((left) -> new LeftAloneView(left.change().description(), left.reason(),
					DropAnswers.option(left).orElse(null)))
			.toList();
	}

}
