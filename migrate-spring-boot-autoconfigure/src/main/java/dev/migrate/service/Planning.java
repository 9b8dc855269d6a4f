package dev.migrate.service;

import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.FindingView;
import dev.migrate.PlanView;
import dev.migrate.PlanView.PlannedChangesetView;
import dev.migrate.PlanView.PlannedRevisionView;
import dev.migrate.PlanView.PlannedTableView;
import dev.migrate.RevisionState;
import dev.migrate.RevisionView;
import dev.migrate.authoring.comparison.DatabaseAccess;
import dev.migrate.change.Change;
import dev.migrate.changelog.revision.Revision;
import dev.migrate.diff.SchemaDiffer;
import dev.migrate.run.Excerpt;
import dev.migrate.run.History;
import dev.migrate.run.MigrationTarget;
import dev.migrate.run.RevisionViews;
import dev.migrate.run.Session;
import dev.migrate.run.TouchedSchema;
import dev.migrate.run.UpgradePlan;
import dev.migrate.run.lock.Fingerprint;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;

/**
 * Describes what an upgrade rests on, and rejects one by a plan that rests on something
 * else.
 */
final class Planning {

	private static final int DIGITS = 64;

	private final MigrationTarget target;

	private final String reference;

	/**
	 * Create an instance.
	 * @param target the database
	 * @param reference the revision reference of the upgrade
	 */
	Planning(MigrationTarget target, String reference) {
		this.target = target;
		this.reference = reference;
	}

	/**
	 * Describe a plan.
	 * @param plan the plan
	 * @param touched the tables that it touches
	 * @param session a session of the database
	 * @param findings what prevents the upgrade
	 * @return the view
	 */
	PlanView describe(UpgradePlan plan, TouchedSchema touched, Session session, List<FindingView> findings) {
		return DatabaseAccess.call(() -> {
			DatabaseMetaData metaData = session.connection().getMetaData();
			PlanView view = new PlanView(this.target.name(), this.reference, metaData.getDatabaseProductName(),
					metaData.getDatabaseProductVersion(), ids(plan.status().current()), ids(plan.to()),
					History.read(session).fingerprint(),
					plan.revisions().stream().map((revision) -> describe(revision, plan, session)).toList(),
					tables(touched), findings);
			session.endTransaction();
			return view;
		});
	}

	private static PlannedRevisionView describe(Revision revision, UpgradePlan plan, Session session) {
		List<PlannedChangesetView> changesets = plan.changesets(revision)
			.stream()
			.map((changeset) -> new PlannedChangesetView(changeset.id(), changeset.author(), changeset.path(),
					plan.checksum(changeset), plan.definition(changeset), plan.sql(changeset, session)))
			.toList();
		RevisionView view = RevisionViews.of(List.of(revision), plan.status().graph(), RevisionState.PENDING).get(0);
		return new PlannedRevisionView(view.id(), view.message(), view.path(), view.risk(), changesets);
	}

	private static List<PlannedTableView> tables(TouchedSchema touched) {
		Map<String, List<String>> definitions = definitions(touched);
		Set<String> names = new TreeSet<>(touched.touched().names());
		names.addAll(definitions.keySet());
		List<PlannedTableView> tables = new ArrayList<>();
		for (String name : names) {
			List<String> found = definitions.get(name);
			tables.add(new PlannedTableView(name,
					(found != null) ? Fingerprint.of(String.join("\n", found), DIGITS) : null));
		}
		return tables;
	}

	private static Map<String, List<String>> definitions(TouchedSchema touched) {
		Map<String, List<String>> definitions = new TreeMap<>();
		touched.dialect().ifPresent((dialect) -> {
			for (Table table : touched.tables()) {
				Schema alone = new Schema(Set.of(), List.of(table), List.of(), List.of());
				List<String> definition = definitions.computeIfAbsent(table.name().name().toLowerCase(Locale.ROOT),
						(first) -> new ArrayList<>());
				for (Change change : SchemaDiffer.diff(Schema.EMPTY, alone).asList()) {
					definition.addAll(dialect.statements(change));
				}
			}
		});
		return definitions;
	}

	/**
	 * Reject an upgrade by a plan if what it rests on has changed.
	 * @param approved the plan that was approved
	 * @param now the plan as it is now
	 * @throws CannotProceedException if they differ
	 */
	static void rejectUnlessSame(PlanView approved, PlanView now) {
		List<String> changes = changes(approved, now);
		if (!changes.isEmpty()) {
			throw new CannotProceedException(ErrorCode.PLAN_OUTDATED, "What the plan rests on has changed: "
					+ Excerpt.of(changes, "; ") + ". Make a new plan, and have it reviewed. Nothing has been changed.");
		}
	}

	private static List<String> changes(PlanView approved, PlanView now) {
		List<String> changes = new ArrayList<>();
		compare("the database", approved.database(), now.database(), changes);
		compare("the product", approved.product() + " " + approved.productVersion(),
				now.product() + " " + now.productVersion(), changes);
		compare("the revision of the database", String.join(", ", approved.from()), String.join(", ", now.from()),
				changes);
		if (changes.isEmpty() && !approved.history().equals(now.history())) {
			changes.add("the history has other rows");
		}
		compare("the revision afterwards", String.join(", ", approved.to()), String.join(", ", now.to()), changes);
		changesets(approved, now, changes);
		tables(approved, now, changes);
		return changes;
	}

	private static void compare(String what, String approved, String now, List<String> changes) {
		if (!approved.equals(now)) {
			changes.add(what + " is " + (now.isEmpty() ? "none" : now) + ", and was "
					+ (approved.isEmpty() ? "none" : approved));
		}
	}

	private static void changesets(PlanView approved, PlanView now, List<String> changes) {
		Map<String, String> before = checksums(approved);
		Map<String, String> after = checksums(now);
		before.keySet()
			.stream()
			.filter((name) -> !after.containsKey(name))
			.forEach((name) -> changes.add("the changeset " + name + " would not be applied"));
		after.keySet()
			.stream()
			.filter((name) -> !before.containsKey(name))
			.forEach((name) -> changes.add("the changeset " + name + " would be applied too"));
		before.forEach((name, checksum) -> {
			if (after.containsKey(name) && !checksum.equals(after.get(name))) {
				changes.add("the changeset " + name + " was edited");
			}
		});
		if (before.equals(after) && !List.copyOf(before.keySet()).equals(List.copyOf(after.keySet()))) {
			changes.add("the order of the changesets");
		}
	}

	private static Map<String, String> checksums(PlanView plan) {
		Map<String, String> checksums = new LinkedHashMap<>();
		plan.revisions()
			.stream()
			.flatMap((revision) -> revision.changesets().stream())
			.forEach((changeset) -> checksums.put(changeset.path() + "::" + changeset.id() + "::" + changeset.author(),
					changeset.checksum() + " " + changeset.definition()));
		return checksums;
	}

	private static void tables(PlanView approved, PlanView now, List<String> changes) {
		Map<String, String> before = definitions(approved);
		Map<String, String> after = definitions(now);
		Set<String> names = new TreeSet<>(before.keySet());
		names.addAll(after.keySet());
		for (String name : names) {
			if (!Objects.equals(before.get(name), after.get(name))) {
				changes.add("the table " + name + " has changed");
			}
		}
	}

	private static Map<String, String> definitions(PlanView plan) {
		return plan.tables()
			.stream()
			.collect(Collectors.toMap(PlannedTableView::name,
					(table) -> Objects.requireNonNullElse(table.definition(), ""), (one, other) -> one + other));
	}

	private static List<String> ids(List<Revision> revisions) {
		return revisions.stream().map(Revision::id).toList();
	}

}
