package dev.migrate.changelog;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.change.SchemaObject;
import dev.migrate.change.SchemaObject.Kind;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;

/**
 * What generated changesets have created because an entity asked for it. Nothing else is
 * ever dropped.
 */
public final class Ownership {

	private static final Pattern DROP = Pattern.compile("(^|^rebuild table .*[:,] )drop ");

	private static final Pattern REBUILD = Pattern.compile("rebuild table .*?: ([^;]*)");

	private final Set<SchemaObject> owned;

	private Ownership(Set<SchemaObject> owned) {
		this.owned = owned;
	}

	/**
	 * Read the marks of changesets. What a later one drops is owned no more: whoever
	 * makes such a thing again is its owner.
	 * @param changesets the changesets that have been applied, in order
	 * @return what they own
	 */
	public static Ownership of(List<Changeset> changesets) {
		Set<SchemaObject> owned = new HashSet<>();
		for (Changeset changeset : changesets) {
			String comment = changeset.comment();
			if (comment != null && DROP.matcher(comment).find()) {
				owned.removeIf((object) -> drops(comment, object));
			}
			owned.addAll(OwnershipMark.parse(changeset.created()));
		}
		return new Ownership(owned);
	}

	private static boolean drops(String comment, SchemaObject object) {
		return isAbout(comment, "drop " + object)
				|| (object.owner() != null && isAbout(comment, "drop table " + object.owner()));
	}

	private static boolean isAbout(String comment, String description) {
		Matcher rebuild = REBUILD.matcher(comment);
		if (rebuild.lookingAt()) {
			// One of the single changes that it is about.
			return (", " + rebuild.group(1) + ",").contains(", " + description + ",");
		}
		return comment.equals(description) || comment.startsWith(description + ";");
	}

	/**
	 * Return whether a generated changeset has created a thing.
	 * @param object the thing
	 * @return {@code true} where it, or what it comes with, is marked
	 */
	public boolean owns(SchemaObject object) {
		if (this.owned.contains(object)) {
			return true;
		}
		QualifiedName owner = object.owner();
		if (owner == null) {
			return false;
		}
		return switch (object.kind()) {
			case PRIMARY_KEY -> this.owned.contains(new SchemaObject(Kind.TABLE, null, owner));
			case DEFAULT, IDENTITY, FORMULA -> this.owned.contains(new SchemaObject(Kind.COLUMN, owner, object.name()));
			default -> false;
		};
	}

	/**
	 * Take out of some changes every drop that nobody may propose.
	 * @param changes the changes from the current schema to the desired one
	 * @param current the current schema
	 * @return the rest, and what was taken out
	 */
	public Proposal propose(Changes changes, Schema current) {
		Map<Change, String> leftAlone = new LinkedHashMap<>();
		boolean settled = false;
		// A drop that stays may be what keeps another thing in use.
		while (!settled) {
			Drops drops = new Drops(changes.filter((change) -> !leftAlone.containsKey(change)), current);
			Map<Change, String> more = new LinkedHashMap<>();
			for (Change change : drops.kept()) {
				if (!change.drops().isEmpty()) {
					objection(change, drops, leftAlone).ifPresent((reason) -> more.put(change, reason));
				}
			}
			leftAlone.putAll(more);
			settled = more.isEmpty();
		}
		return new Proposal(changes.filter((change) -> !leftAlone.containsKey(change)), report(changes, leftAlone));
	}

	private Optional<String> objection(Change change, Drops drops, Map<Change, String> leftAlone) {
		Optional<SchemaObject> foreign = change.drops().stream().filter((object) -> !owns(object)).findFirst();
		if (foreign.isPresent()) {
			return Optional.of(notOurs(change, foreign.get()));
		}
		if (change instanceof Change.DropTable drop) {
			return drops.parts(drop)
				.filter((part) -> !owns(part))
				.findFirst()
				.map((part) -> notOurs(change, part))
				.or(() -> drops.useOf(drop));
		}
		if (tableOf(change).filter((table) -> isLeft(table, leftAlone)).isPresent()) {
			return Optional.of("its table is left alone");
		}
		return (change instanceof Change.DropColumn drop) ? drops.useOf(drop) : drops.useOf(change);
	}

	private static String notOurs(Change change, SchemaObject object) {
		return change.drops().get(0).equals(object) ? "no generated changeset created it"
				: "no generated changeset created " + object;
	}

	private static boolean isLeft(QualifiedName table, Map<Change, String> leftAlone) {
		return leftAlone.keySet()
			.stream()
			.anyMatch((change) -> change instanceof Change.DropTable drop && drop.table().name().equals(table));
	}

	private static Optional<QualifiedName> tableOf(Change change) {
		return change.drops().stream().findFirst().map(SchemaObject::owner);
	}

	private static List<LeftAlone> report(Changes changes, Map<Change, String> leftAlone) {
		List<LeftAlone> report = new ArrayList<>();
		for (Change change : changes) {
			String reason = leftAlone.get(change);
			boolean withTable = !(change instanceof Change.DropTable)
					&& tableOf(change).filter((table) -> isLeft(table, leftAlone)).isPresent();
			if (reason != null && !withTable) {
				report.add(new LeftAlone(change, reason));
			}
		}
		return List.copyOf(report);
	}

	/**
	 * The changes that may be proposed.
	 *
	 * @param changes the changes
	 * @param leftAlone the drops that are left
	 */
	public record Proposal(Changes changes, List<LeftAlone> leftAlone) {

	}

	/**
	 * A drop that is not proposed.
	 *
	 * @param change the drop
	 * @param reason why it is left
	 */
	public record LeftAlone(Change change, String reason) {

	}

}
