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
import dev.migrate.ErrorCode;
import dev.migrate.authoring.ownership.Ownership.LeftAlone;
import dev.migrate.authoring.ownership.Ownership.Proposal;
import dev.migrate.change.Change;
import dev.migrate.change.Replace;
import dev.migrate.change.SchemaObject;
import dev.migrate.change.SchemaObject.Kind;
import dev.migrate.diff.SchemaDiffer;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;

/**
 * Resolves the unmanaged objects that the user wants to drop.
 */
public final class DropAnswers {

	/**
	 * Kinds that share the name of their column, so that the kind must be specified.
	 */
	private static final Set<Kind> OF_COLUMN = EnumSet.of(Kind.DEFAULT, Kind.IDENTITY, Kind.FORMULA);

	private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_$]+");

	private static final Pattern SAFE = Pattern.compile("[\\p{L}\\p{N}_.]+");

	private final Comparison comparison;

	private DropAnswers(Comparison comparison) {
		this.comparison = comparison;
	}

	/**
	 * Resolve the names of objects to drop.
	 * @param names the names
	 * @param comparison the comparison
	 * @return the objects, each of which exists in the database and is not mapped
	 */
	public static Set<SchemaObject> of(List<String> names, Comparison comparison) {
		DropAnswers answers = new DropAnswers(comparison);
		return names.stream().map(answers::find).collect(Collectors.toCollection(LinkedHashSet::new));
	}

	/**
	 * Reject a proposal that does not drop a requested object.
	 * @param requested the requested objects
	 * @param proposal the proposed changes
	 */
	public static void refuse(Set<SchemaObject> requested, Proposal proposal) {
		for (LeftAlone left : proposal.leftAlone()) {
			if (left.change().drops().stream().findFirst().filter(requested::contains).isPresent()) {
				throw new CannotProceedException(ErrorCode.ANSWER_INVALID,
						"Cannot " + left.change().description() + ": " + left.reason() + ". Nothing was written."
								+ option(left).map((option) -> " Use " + option + " to drop all of it.").orElse(""));
			}
		}
	}

	/**
	 * Return the option that drops an object.
	 * @param left the object that is left alone
	 * @return the option; empty if the object cannot be dropped
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
			throw new CannotProceedException(ErrorCode.ANSWER_INVALID,
					"--drop " + typed(written) + " is ambiguous: "
							+ found.stream().map(SchemaObject::toString).collect(Collectors.joining(" or "))
							+ ". Nothing was written. Specify the kind before the name.");
		}
		throw new CannotProceedException(ErrorCode.ANSWER_INVALID, whyNot(written) + " Nothing was written.");
	}

	private String whyNot(String written) {
		Optional<SchemaObject> exists = matching(written, existing()).stream().findFirst();
		if (exists.isEmpty()) {
			return "--drop " + typed(written) + " matches nothing in the database: check lists what can be dropped.";
		}
		QualifiedName owner = exists.get().owner();
		if (owner != null && this.comparison.desired().table(owner).isEmpty()) {
			return "The " + exists.get() + " belongs to a table that no entity maps: use --drop "
					+ typed(name(new SchemaObject(Kind.TABLE, null, owner))) + " to drop the table.";
		}
		return "The " + exists.get() + " is mapped by an entity: remove the mapping before you use --drop.";
	}

	private List<SchemaObject> droppable() {
		return this.comparison.changes().stream().flatMap(DropAnswers::dropped).distinct().toList();
	}

	private static Stream<SchemaObject> dropped(Change change) {
		return (change instanceof Replace replace && !replace.isRecreation())
				? Stream.of(SchemaObject.of(replace.removedPart())) : change.drops().stream().limit(1);
	}

	private List<SchemaObject> existing() {
		// The changes from an empty schema name all objects of a schema.
		return SchemaDiffer.diff(Schema.EMPTY, this.comparison.current().schema())
			.stream()
			.flatMap((change) -> change.creates().stream())
			.distinct()
			.toList();
	}

	private List<SchemaObject> matching(String written, List<SchemaObject> objects) {
		Optional<Kind> specified = Arrays.stream(Kind.values())
			.filter((kind) -> written.toLowerCase(Locale.ROOT).startsWith(kind + " "))
			.findFirst();
		String path = specified.map((kind) -> written.substring(kind.toString().length()).strip()).orElse(written);
		WrittenName name = WrittenName.of(path, this.comparison.current().scope().defaultSchema());
		return Stream.of(true, false)
			.map((exact) -> objects.stream()
				.filter((object) -> specified.map((kind) -> kind == object.kind())
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
