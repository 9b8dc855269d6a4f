package dev.migrate.changelog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.migrate.ErrorCode;
import dev.migrate.InvalidChangelogException;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.filter.ChangeSetFilter;
import liquibase.changelog.filter.ContextChangeSetFilter;
import liquibase.changelog.filter.LabelChangeSetFilter;

import org.springframework.util.StringUtils;

/**
 * Checks that each changeset has a unique name. Liquibase checks it only during a run,
 * and not for excluded changesets.
 */
final class NamedChangesets {

	private final List<ChangeSetFilter> filters;

	NamedChangesets(ChangelogSource source) {
		this.filters = List.of(new ContextChangeSetFilter(new Contexts(source.contexts())),
				new LabelChangeSetFilter(new LabelExpression(source.labelFilter())));
	}

	/**
	 * Find the changesets with the name of another one, which contexts or labels replace.
	 * @param changeLog the changelog
	 * @return the changesets that have the name of another one, and never run
	 * @throws InvalidChangelogException if one has no name, or two run under one name
	 */
	Set<ChangeSet> shadowed(DatabaseChangeLog changeLog) {
		Map<String, List<ChangeSet>> byName = new LinkedHashMap<>();
		for (ChangeSet changeSet : changeLog.getChangeSets()) {
			if (!StringUtils.hasText(changeSet.getId())) {
				throw new InvalidChangelogException(ErrorCode.CHANGELOG_INVALID,
						"A changeset in " + changeSet.getFilePath() + " has no id; add one.", file(changeSet), null,
						null);
			}
			if (changeSet.getAuthor() == null) {
				throw new InvalidChangelogException(ErrorCode.CHANGELOG_INVALID, "Changeset " + changeSet.getId()
						+ " in " + changeSet.getFilePath() + " has no author; add one.", file(changeSet), null, null);
			}
			byName.computeIfAbsent(changeSet.toString(false), (name) -> new ArrayList<>()).add(changeSet);
		}
		Set<ChangeSet> shadowed = Collections.newSetFromMap(new IdentityHashMap<>());
		byName.values().stream().filter((same) -> same.size() > 1).forEach((same) -> {
			shadowed.addAll(same);
			shadowed.remove(only(same));
		});
		return shadowed;
	}

	private ChangeSet only(List<ChangeSet> same) {
		List<ChangeSet> wanted = same.stream()
			.filter((changeSet) -> this.filters.stream().allMatch((filter) -> filter.accepts(changeSet).isAccepted()))
			.toList();
		if (wanted.size() > 1) {
			String first = file(wanted.get(0));
			String second = file(wanted.get(1));
			throw new InvalidChangelogException(ErrorCode.CHANGELOG_INVALID,
					"Two changesets "
							+ (first.equals(second) ? "in " + first
									: "with the path " + wanted.get(0).getFilePath() + ", in " + first + " and in "
											+ second + ",")
							+ " have the id " + wanted.get(0).getId() + " and the author " + wanted.get(0).getAuthor()
							+ "; give one of them another id.",
					second, null, null);
		}
		return wanted.isEmpty() ? same.get(0) : wanted.get(0);
	}

	private static String file(ChangeSet changeSet) {
		DatabaseChangeLog changeLog = changeSet.getChangeLog();
		return (changeLog != null) ? changeLog.getPhysicalFilePath() : changeSet.getFilePath();
	}

}
