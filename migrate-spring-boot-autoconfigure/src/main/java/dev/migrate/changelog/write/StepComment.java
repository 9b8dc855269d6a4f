package dev.migrate.changelog.write;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.migrate.change.Change;
import dev.migrate.change.Create;
import dev.migrate.change.ElementChange;
import dev.migrate.change.Risk;
import dev.migrate.schema.PartOfTable;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Table;

/**
 * Describes the changes of a changeset on one line, for its reviewer.
 */
final class StepComment {

	/**
	 * The number of descriptions beyond which the rest is counted.
	 */
	private static final int MOST = 6;

	private StepComment() {
	}

	static String of(List<Change> changes, List<Risk> risks) {
		Set<String> descriptions = new LinkedHashSet<>();
		Set<QualifiedName> tables = changes.stream()
			.filter((change) -> change instanceof Create create && create.element() instanceof Table)
			.map((change) -> ((Create) change).object())
			.collect(Collectors.toSet());
		for (Change change : changes) {
			boolean isPartOfNewTable = change instanceof Create create && create.element() instanceof PartOfTable part
					&& tables.contains(part.table());
			if (!isPartOfNewTable) {
				descriptions.add(description(change));
			}
		}
		return shortened(new ArrayList<>(descriptions)) + (risks.isEmpty() ? "" : "; " + Risk.text(risks));
	}

	private static String description(Change change) {
		// Both halves of a replacement are described once.
		return (change instanceof ElementChange element && element.replacement() != null)
				? element.replacement().description() : change.description();
	}

	private static String shortened(List<String> descriptions) {
		if (descriptions.size() <= MOST) {
			return String.join(", ", descriptions);
		}
		return String.join(", ", descriptions.subList(0, MOST - 1)) + " and " + (descriptions.size() - MOST + 1)
				+ " more";
	}

}
