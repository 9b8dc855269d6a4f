package dev.migrate.authoring.acceptance;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.AcceptedDifference;
import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.IncludeAccepted;
import dev.migrate.authoring.ownership.Ownership;
import dev.migrate.authoring.ownership.Ownership.LeftAlone;
import dev.migrate.authoring.ownership.Ownership.Proposal;
import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.change.Difference;
import dev.migrate.change.SchemaObject;
import dev.migrate.changelog.file.AcceptedFile;
import dev.migrate.changelog.file.ChangelogFiles;
import dev.migrate.database.CurrentSchema;
import dev.migrate.run.MigrationTarget;
import dev.migrate.schema.QualifiedName;

import org.springframework.core.io.Resource;

/**
 * The accepted differences of a database. Each holds for exactly what it describes: a
 * thing that changes again is a new difference.
 */
public final class AcceptedDifferences {

	private final Path file;

	private final String product;

	private final Map<Difference, AcceptedDifference> accepted = new TreeMap<>();

	private final Set<Difference> ignored = new HashSet<>();

	private final Set<Difference> found = new HashSet<>();

	private final List<Change> leftOut = new ArrayList<>();

	private final Set<Difference> added = new TreeSet<>();

	private final List<AcceptedDifference> removed = new ArrayList<>();

	private AcceptedDifferences(Path file, String product) {
		this.file = file;
		this.product = product;
	}

	/**
	 * Read the accepted differences of a database.
	 * @param files the files of the changelog
	 * @param target the database and its changelog
	 * @param product the short name of the product
	 * @return the accepted differences, none if there is no file
	 */
	public static AcceptedDifferences read(ChangelogFiles files, MigrationTarget target, String product) {
		return parse(files, product, files.readBesideMaster(files.acceptedDifferences(), master(target)));
	}

	/**
	 * Read the accepted differences that an application is packaged with, whatever is on
	 * disk where it runs.
	 * @param files the files of the changelog
	 * @param target the database and its changelog
	 * @param product the short name of the product
	 * @return the accepted differences, none if there is no file
	 */
	public static AcceptedDifferences readPackaged(ChangelogFiles files, MigrationTarget target, String product) {
		return parse(files, product, ChangelogFiles.readPackaged(files.acceptedDifferences(), master(target)));
	}

	// Liquibase finds a path without a prefix on the class path, a web application does
	// not.
	private static Resource master(MigrationTarget target) {
		String location = ChangelogFiles.onClassPath(target.changelog())
			.map((path) -> "classpath:" + path)
			.orElse(target.changelog());
		return target.resourceLoader().getResource(location);
	}

	private static AcceptedDifferences parse(ChangelogFiles files, String product, Optional<String> text) {
		AcceptedDifferences accepted = new AcceptedDifferences(
				files.master().resolveSibling(files.acceptedDifferences()), product);
		text.map((content) -> AcceptedFile.parse(content, accepted.file.toString(), product).differences())
			.orElse(List.of())
			.forEach((difference) -> accepted.accepted.put(difference.difference(), difference));
		return accepted;
	}

	/**
	 * Ignore some accepted differences, so that their changes are not left out.
	 * @param selection the accepted differences
	 * @throws CannotProceedException if a name matches none
	 */
	public void ignore(IncludeAccepted selection) {
		this.ignored.addAll(selection.all() ? this.accepted.keySet() : named(selection.names(), "--include-accepted="));
	}

	/**
	 * Ignore the accepted differences whose changes drop what the user wants to drop.
	 * @param changes the changes
	 * @param drops the objects to drop; a table includes its parts
	 */
	public void ignoreDrops(Changes changes, Set<SchemaObject> drops) {
		changes.stream()
			.filter((change) -> change.drops()
				.stream()
				.anyMatch((object) -> drops.stream().anyMatch((drop) -> object.isGoneWith(drop))))
			.map(Change::difference)
			.forEach(this.ignored::add);
	}

	/**
	 * Propose changes without those that are accepted. What an accepted change would have
	 * dropped stays, and so does what it uses.
	 * @param ownership the managed objects
	 * @param changes the changes from the current schema to the desired one
	 * @param current the current schema, with its dependent objects
	 * @return the remaining proposal
	 */
	public Proposal propose(Ownership ownership, Changes changes, CurrentSchema current) {
		if (this.accepted.isEmpty()) {
			return ownership.propose(changes, current);
		}
		Proposal first = ownership.propose(changes, current);
		Recreations recreations = Recreations.in(changes);
		Set<Change> accepted = first.changes()
			.stream()
			.filter((change) -> !recreations.has(change) && isAccepted(change))
			.collect(Collectors.toSet());
		Proposal rest = accepted.isEmpty() ? first
				: ownership.propose(changes.filter((change) -> !accepted.contains(change)), current);
		Changes remaining = leaveOut(rest.changes());
		return new Proposal(accepted.isEmpty() ? remaining : recreations.withoutIdle(remaining),
				rest.leftAlone().stream().filter((left) -> !isAccepted(left.change())).toList());
	}

	/**
	 * Leave out the accepted changes, and what would have been recreated on their behalf.
	 * @param changes the changes
	 * @return the remaining changes
	 */
	public Changes leaveOut(Changes changes) {
		Recreations recreations = Recreations.in(changes);
		Changes remaining = changes.filter((change) -> recreations.has(change) || !isAccepted(change));
		return (remaining.size() == changes.size()) ? changes : recreations.withoutIdle(remaining);
	}

	/**
	 * Return whether it is accepted that a thing is in the database as it is, whatever it
	 * should be.
	 * @param difference the thing, and what the database has
	 * @return {@code true} if a difference from it is accepted
	 */
	public boolean accepts(Difference difference) {
		return this.accepted.keySet()
			.stream()
			.anyMatch((accepted) -> accepted.thing().equals(difference.thing())
					&& accepted.current().equals(difference.current()));
	}

	private boolean isAccepted(Change change) {
		Difference difference = change.difference();
		boolean accepted = this.accepted.containsKey(difference) && !this.ignored.contains(difference);
		if (accepted && this.found.add(difference)) {
			this.leftOut.add(change);
		}
		return accepted;
	}

	/**
	 * Accept differences.
	 * @param reported the changes that were reported, and what was left alone
	 * @param sides the schemas that were compared
	 */
	public void accept(Proposal reported, Sides sides) {
		Recreations recreations = Recreations.in(reported.changes());
		List<Change> changes = new ArrayList<>(
				reported.changes().filter((change) -> !recreations.has(change)).asList());
		reported.leftAlone().stream().map(LeftAlone::change).forEach(changes::add);
		for (Change change : changes) {
			Difference difference = change.difference();
			if (this.found.add(difference)) {
				this.accepted.put(difference, sides.accept(difference));
				this.added.add(difference);
			}
		}
	}

	/**
	 * Let newly accepted differences replace the outdated ones of the same things, and
	 * keep their reasons.
	 * @param compared the comparisons that were made
	 */
	public void replaceOutdated(Set<Sides> compared) {
		for (AcceptedDifference outdated : outdated(compared)) {
			added().stream()
				.filter((entry) -> entry.thing().equals(outdated.thing()) && Sides.of(entry) == Sides.of(outdated))
				.filter((entry) -> entry.reason().isEmpty())
				.findFirst()
				.ifPresent((entry) -> {
					this.accepted.put(entry.difference(), entry.withReason(outdated.reason()));
					remove(outdated.difference());
				});
		}
	}

	/**
	 * Forget accepted differences.
	 * @param names the things, tables or columns
	 * @throws CannotProceedException if a name matches none
	 */
	public void forget(List<String> names) {
		named(names, "--forget ").forEach(this::remove);
	}

	private void remove(Difference difference) {
		AcceptedDifference removed = this.accepted.remove(difference);
		if (removed != null) {
			this.removed.add(removed);
		}
	}

	private Set<Difference> named(List<String> names, String option) {
		Set<Difference> all = new LinkedHashSet<>();
		for (String name : names) {
			List<Difference> matching = Stream.of(true, false)
				.map((exact) -> this.accepted.keySet()
					.stream()
					.filter((difference) -> isNamed(difference.thing(), name, exact))
					.toList())
				.filter((found) -> !found.isEmpty())
				.findFirst()
				.orElseThrow(() -> new CannotProceedException(ErrorCode.ACCEPTED_DIFFERENCE_UNKNOWN,
						option + (name.contains(" ") ? "'" + name + "'" : name) + " matches no accepted difference: "
								+ (this.accepted.isEmpty() ? "there are none in " + this.file
										: "use a thing, a table or a column that is in " + this.file)
								+ ". Nothing was written."));
			all.addAll(matching);
		}
		return all;
	}

	private static boolean isNamed(String thing, String name, boolean exact) {
		if (!thing.regionMatches(!exact, 0, name, 0, name.length())) {
			return false;
		}
		return thing.length() == name.length() || " .".indexOf(thing.charAt(name.length())) != -1;
	}

	/**
	 * Reject changes that need something that is accepted as missing.
	 * @param changes the changes to generate
	 * @throws CannotProceedException if one of them could not be applied
	 */
	public void refuseUsesOfMissing(Changes changes) {
		for (Change missing : this.leftOut) {
			changes.stream()
				.filter((change) -> MissingThings.needs(change, missing))
				.findFirst()
				.ifPresent((change) -> {
					throw new CannotProceedException(ErrorCode.ACCEPTED_DIFFERENCE_REQUIRED,
							"Cannot " + change.description() + ": it is accepted that " + missing.difference().thing()
									+ " does not exist. Nothing was written. Use --include-accepted=" + nameOf(missing)
									+ " to create both.");
				});
		}
	}

	private static QualifiedName nameOf(Change missing) {
		SchemaObject object = missing.creates().get(0);
		return (object.owner() != null) ? object.owner() : object.name();
	}

	/**
	 * Return how many accepted differences have been found, and left out or added.
	 * @return the number
	 */
	public int found() {
		return this.found.size();
	}

	/**
	 * Return the accepted differences that have not been found.
	 * @param compared the comparisons that were made
	 * @return those of these comparisons, sorted
	 */
	public List<AcceptedDifference> outdated(Set<Sides> compared) {
		return this.accepted.entrySet()
			.stream()
			.filter((entry) -> !this.found.contains(entry.getKey()))
			.map(Map.Entry::getValue)
			.filter((difference) -> compared.contains(Sides.of(difference)))
			.toList();
	}

	/**
	 * Return the differences that have been accepted since the file was read.
	 * @return the differences, sorted
	 */
	public List<AcceptedDifference> added() {
		return this.added.stream().map(this.accepted::get).filter(Objects::nonNull).toList();
	}

	/**
	 * Return the differences that have been forgotten or replaced since the file was
	 * read.
	 * @return the differences
	 */
	public List<AcceptedDifference> removed() {
		return List.copyOf(this.removed);
	}

	/**
	 * Return whether the accepted differences are no longer those of the file.
	 * @return {@code true} if they have to be written
	 */
	public boolean isChanged() {
		return !this.added.isEmpty() || !this.removed.isEmpty();
	}

	/**
	 * Return the file.
	 * @return the path, which need not exist
	 */
	public Path file() {
		return this.file;
	}

	/**
	 * Write the file.
	 */
	public void write() {
		new AcceptedFile(this.product, List.copyOf(this.accepted.values())).write(this.file);
	}

}
