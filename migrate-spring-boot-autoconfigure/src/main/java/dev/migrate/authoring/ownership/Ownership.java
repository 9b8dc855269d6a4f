package dev.migrate.authoring.ownership;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.migrate.authoring.ownership.Drops.Use;
import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.change.Drop;
import dev.migrate.change.SchemaObject;
import dev.migrate.change.SchemaObject.Kind;
import dev.migrate.changelog.revision.Changeset;
import dev.migrate.changelog.revision.GeneratedMark;
import dev.migrate.database.CurrentSchema;
import dev.migrate.dialect.CatalogSchema;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Table;

/**
 * The managed objects, which generated changesets have created for entities. Only these
 * are dropped automatically.
 */
public final class Ownership {

	private final Set<SchemaObject> owned;

	private final Set<SchemaObject> requested;

	private Ownership(Set<SchemaObject> owned, Set<SchemaObject> requested) {
		this.owned = owned;
		this.requested = requested;
	}

	/**
	 * Read the marks of changesets. An object that a later changeset drops is no longer
	 * managed.
	 * @param changesets the changesets that have been applied, in order
	 * @return the managed objects
	 */
	public static Ownership of(List<Changeset> changesets) {
		Set<SchemaObject> owned = new HashSet<>();
		for (Changeset changeset : changesets) {
			changeset.dropped().ifPresent(owned::removeIf);
			GeneratedMark mark = changeset.mark();
			if (mark.rename() != null) {
				rename(owned, mark.rename());
			}
			owned.addAll(mark.created());
		}
		return new Ownership(owned, Set.of());
	}

	/**
	 * Return the managed objects after renames of tables and columns.
	 * @param changes the changes, in order; only renames are considered
	 * @return the id things under their new names
	 */
	public Ownership after(Iterable<Change> changes) {
		Set<SchemaObject> renamed = new HashSet<>(this.owned);
		changes.forEach((change) -> rename(renamed, change));
		return new Ownership(renamed, this.requested);
	}

	/**
	 * Return the managed objects together with unmanaged objects that the user wants to
	 * drop.
	 * @param objects the unmanaged objects; a table includes its parts
	 * @return the objects that may be dropped
	 */
	public Ownership withRequested(Set<SchemaObject> objects) {
		return new Ownership(this.owned, Set.copyOf(objects));
	}

	private static void rename(Set<SchemaObject> owned, Change change) {
		List<SchemaObject> renamed = owned.stream().map((object) -> object.after(change)).toList();
		owned.clear();
		owned.addAll(renamed);
	}

	/**
	 * Return whether an object is managed.
	 * @param object the object
	 * @return {@code true} if it, or the object that it is created with, is marked
	 */
	public boolean owns(SchemaObject object) {
		if (this.owned.contains(object) || this.requested.contains(object)) {
			return true;
		}
		QualifiedName owner = object.owner();
		if (owner == null) {
			return false;
		}
		SchemaObject table = new SchemaObject(Kind.TABLE, null, owner);
		if (this.requested.contains(table)) {
			return true;
		}
		return switch (object.kind()) {
			case PRIMARY_KEY -> this.owned.contains(table);
			case DEFAULT, IDENTITY, FORMULA -> {
				SchemaObject column = new SchemaObject(Kind.COLUMN, owner, object.name());
				yield this.owned.contains(column) || this.requested.contains(column);
			}
			default -> false;
		};
	}

	/**
	 * Remove the drops of unmanaged objects from changes, let unmanaged foreign keys keep
	 * their actions, and unmanaged objects their names.
	 * @param changes the changes from the current schema to the desired one
	 * @param current the current schema, with its dependent objects
	 * @return the remaining changes and the removed drops
	 */
	public Proposal propose(Changes changes, CurrentSchema current) {
		CatalogSchema catalog = current.catalog();
		Map<Change, String> leftAlone = new LinkedHashMap<>();
		boolean settled = false;
		// A kept object may still use another one.
		while (!settled) {
			Drops drops = new Drops(changes.filter((change) -> !leftAlone.containsKey(change)), catalog);
			Map<Change, String> more = new LinkedHashMap<>();
			for (Change change : drops.kept()) {
				if (!change.drops().isEmpty()) {
					objection(change, drops, leftAlone).ifPresent((reason) -> more.put(change, reason));
				}
			}
			leftAlone.putAll(more);
			settled = more.isEmpty();
		}
		Changes kept = changes.filter((change) -> !leftAlone.containsKey(change));
		Proposal proposal = new Proposal(kept, report(changes, leftAlone, new Drops(kept, catalog)));
		return KeptParts.settle(this, current.dialect().naming(), current.schema(),
				KeptActions.settle(this, StayingKeys.settle(proposal)));
	}

	private Optional<String> objection(Change change, Drops drops, Map<Change, String> leftAlone) {
		Optional<SchemaObject> foreign = change.drops().stream().filter((object) -> !owns(object)).findFirst();
		if (foreign.isPresent()) {
			return Optional.of(change.drops().get(0).equals(foreign.get()) ? "no generated changeset created it"
					: notOurs(foreign.get().toString()));
		}
		if (change instanceof Drop drop && drop.element() instanceof Table table) {
			return drops.parts(table)
				.filter((part) -> !owns(part))
				.findFirst()
				.map((part) -> notOurs(part.toString()))
				.or(() -> drops.dependentParts(table)
					.filter((part) -> !this.requested.contains(change.drops().get(0)))
					.findFirst()
					.map((part) -> notOurs(part.toString())))
				.or(() -> use(drop, drops));
		}
		boolean apart = this.requested.contains(change.drops().get(0));
		if (!apart && tableOf(change).filter((table) -> isLeft(table, leftAlone)).isPresent()) {
			return Optional.of("its table is left alone");
		}
		return use(change, drops);
	}

	private static Optional<String> use(Change change, Drops drops) {
		return drops.usesOf(change).findFirst().map(Use::reason);
	}

	private static String notOurs(String object) {
		return "no generated changeset created " + object;
	}

	private static boolean isLeft(QualifiedName table, Map<Change, String> leftAlone) {
		return leftAlone.keySet()
			.stream()
			.anyMatch((change) -> isDropOfTable(change) && ((Drop) change).object().equals(table));
	}

	private static boolean isDropOfTable(Change change) {
		return change instanceof Drop drop && drop.element() instanceof Table;
	}

	private static Optional<QualifiedName> tableOf(Change change) {
		return change.drops().stream().findFirst().map(SchemaObject::owner);
	}

	private static List<LeftAlone> report(Changes changes, Map<Change, String> leftAlone, Drops drops) {
		Map<SchemaObject, Change> left = new LinkedHashMap<>();
		leftAlone.keySet().forEach((change) -> left.putIfAbsent(change.drops().get(0), change));
		List<LeftAlone> report = new ArrayList<>();
		for (Change change : changes) {
			String reason = leftAlone.get(change);
			boolean withTable = !isDropOfTable(change)
					&& tableOf(change).filter((table) -> isLeft(table, leftAlone)).isPresent();
			if (reason != null && !withTable) {
				Set<SchemaObject> with = new LinkedHashSet<>();
				boolean droppable = addWithUsers(with, change.drops().get(0), left, drops);
				report.add(new LeftAlone(change, reason, droppable ? List.copyOf(with) : List.of()));
			}
		}
		return List.copyOf(report);
	}

	private static boolean addWithUsers(Set<SchemaObject> with, SchemaObject object, Map<SchemaObject, Change> left,
			Drops drops) {
		Change change = left.get(object);
		if (change == null || !with.add(object)) {
			return change != null;
		}
		List<Use> uses = drops.usesOf(change).toList();
		return uses.stream().allMatch((use) -> use.user() != null && addWithUsers(with, use.user(), left, drops));
	}

	/**
	 * The proposed changes.
	 *
	 * @param changes the changes
	 * @param leftAlone the drops that are left alone
	 */
	public record Proposal(Changes changes, List<LeftAlone> leftAlone) {

	}

	/**
	 * A drop that is not proposed, a change that depends on it, or the loss of an action.
	 *
	 * @param change the change
	 * @param reason the reason
	 * @param together the objects that must be dropped together: the object and its
	 * users; empty if a mapped object uses it
	 */
	public record LeftAlone(Change change, String reason, List<SchemaObject> together) {

	}

}
