package dev.migrate.authoring.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.CannotProceedException;
import dev.migrate.authoring.ownership.Ownership.LeftAlone;
import dev.migrate.authoring.ownership.Ownership.Proposal;
import dev.migrate.change.Change;
import dev.migrate.change.SchemaObject;
import dev.migrate.change.SchemaObject.Kind;
import dev.migrate.diff.SchemaDiffer;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;

/**
 * What a person wants to be dropped although no generated changeset created it.
 */
public final class DropAnswers {

	/**
	 * What has the name of its column, so that its kind has to be said.
	 */
	private static final Set<Kind> OF_COLUMN = EnumSet.of(Kind.DEFAULT, Kind.IDENTITY, Kind.FORMULA);

	private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_$]+");

	private static final Pattern SAFE = Pattern.compile("[\\p{L}\\p{N}_.]+");

	private final Comparison comparison;

	private DropAnswers(Comparison comparison) {
		this.comparison = comparison;
	}

	/**
	 * Find what is meant by the names that a person wrote.
	 * @param names the names
	 * @param comparison what differs
	 * @return the things, each of which is in the database and not asked for by an entity
	 */
	public static Set<SchemaObject> of(List<String> names, Comparison comparison) {
		DropAnswers answers = new DropAnswers(comparison);
		return names.stream().map(answers::find).collect(Collectors.toCollection(LinkedHashSet::new));
	}

	/**
	 * Refuse to go on where something that is asked for would not be dropped.
	 * @param asked what is asked for
	 * @param proposal what would be done
	 */
	public static void refuse(Set<SchemaObject> asked, Proposal proposal) {
		for (LeftAlone left : proposal.leftAlone()) {
			if (left.change().drops().stream().findFirst().filter(asked::contains).isPresent()) {
				throw new CannotProceedException(
						"Cannot " + left.change().description() + ": " + left.reason() + ". Nothing was written."
								+ option(left).map((option) -> " Say " + option + " to drop all of it.").orElse(""));
			}
		}
	}

	/**
	 * Return the option that drops a thing.
	 * @param left the thing
	 * @return the option as it is to be typed; empty where it cannot go
	 */
	public static Optional<String> option(LeftAlone left) {
		return left.together().isEmpty() ? Optional.empty()
				: Optional.of(left.together()
					.stream()
					.map((object) -> "--drop " + typed(name(object)))
					.collect(Collectors.joining(" ")));
	}

	private SchemaObject find(String written) {
		List<SchemaObject> found = matching(written, droppable());
		if (found.size() == 1) {
			return found.get(0);
		}
		if (found.size() > 1) {
			throw new CannotProceedException("--drop " + typed(written) + " may mean "
					+ found.stream().map(SchemaObject::toString).collect(Collectors.joining(" or "))
					+ ". Nothing was written. Say which, with the word before the name.");
		}
		throw new CannotProceedException(whyNot(written) + " Nothing was written.");
	}

	private String whyNot(String written) {
		Optional<SchemaObject> exists = matching(written, existing()).stream().findFirst();
		if (exists.isEmpty()) {
			return "There is nothing in the database that --drop " + typed(written)
					+ " could mean: check lists what can be dropped.";
		}
		QualifiedName owner = exists.get().owner();
		if (owner != null && this.comparison.desired().table(owner).isEmpty()) {
			return "The " + exists.get() + " belongs to a table that no entity maps: say --drop "
					+ typed(name(new SchemaObject(Kind.TABLE, null, owner))) + " to drop the table.";
		}
		return "The " + exists.get() + " is asked for by an entity, so that --drop cannot take it away:"
				+ " take it out of the entity first.";
	}

	private List<SchemaObject> droppable() {
		return this.comparison.changes()
			.stream()
			.map(Change::drops)
			.filter((drops) -> !drops.isEmpty())
			.map((drops) -> drops.get(0))
			.distinct()
			.toList();
	}

	private List<SchemaObject> existing() {
		// What would be made if nothing were there is all that there is.
		return SchemaDiffer.diff(Schema.EMPTY, this.comparison.current().schema())
			.stream()
			.flatMap((change) -> change.creates().stream())
			.distinct()
			.toList();
	}

	private List<SchemaObject> matching(String written, List<SchemaObject> objects) {
		Optional<Kind> said = Arrays.stream(Kind.values())
			.filter((kind) -> written.toLowerCase(Locale.ROOT).startsWith(kind + " "))
			.findFirst();
		String path = said.map((kind) -> written.substring(kind.toString().length()).strip()).orElse(written);
		WrittenName name = WrittenName.of(path, this.comparison.current().scope().defaultSchema());
		return Stream.of(true, false)
			.map((exact) -> objects.stream()
				.filter((object) -> said.map((kind) -> kind == object.kind())
					.orElse(!OF_COLUMN.contains(object.kind())))
				.filter((object) -> name.names(place(object), exact))
				.toList())
			.filter((found) -> !found.isEmpty())
			.findFirst()
			.orElse(List.of());
	}

	private static WrittenName.Place place(SchemaObject object) {
		return (object.owner() != null) ? new WrittenName.Place(object.owner(), List.of(object.name().name()))
				: new WrittenName.Place(object.name(), List.of());
	}

	private static String name(SchemaObject object) {
		List<String> path = new ArrayList<>();
		QualifiedName first = (object.owner() != null) ? object.owner() : object.name();
		if (first.schema() != null) {
			path.add(first.schema());
		}
		path.add(first.name());
		if (object.owner() != null) {
			path.add(object.name().name());
		}
		String name = path.stream().map(DropAnswers::part).collect(Collectors.joining("."));
		boolean plain = object.kind() == Kind.TABLE || object.kind() == Kind.COLUMN || object.kind() == Kind.SEQUENCE;
		return plain ? name : object.kind() + " " + name;
	}

	private static String part(String part) {
		return PLAIN.matcher(part).matches() ? part : "\"" + part.replace("\"", "\"\"") + "\"";
	}

	private static String typed(String name) {
		return SAFE.matcher(name).matches() ? name : "'" + name.replace("'", "'\\''") + "'";
	}

}
