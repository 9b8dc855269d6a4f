package dev.migrate.authoring.ownership;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.migrate.authoring.ownership.Ownership.LeftAlone;
import dev.migrate.authoring.ownership.Ownership.Proposal;
import dev.migrate.change.AllowedValues;
import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.change.Create;
import dev.migrate.change.Drop;
import dev.migrate.change.Replace;
import dev.migrate.change.SchemaObject;
import dev.migrate.dialect.Naming;
import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.PartOfTable;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import dev.migrate.schema.TablePart;
import dev.migrate.schema.UniqueKey;

/**
 * Keeps unmanaged keys, checks, indexes and foreign keys under whose name an entity asks
 * for another one. That is created beside them, under another name.
 */
final class KeptParts {

	private final Ownership ownership;

	private final Naming naming;

	private final List<LeftAlone> leftAlone;

	private final Set<Name> taken = new HashSet<>();

	private KeptParts(Ownership ownership, Naming naming, Proposal proposal) {
		this.ownership = ownership;
		this.naming = naming;
		this.leftAlone = new ArrayList<>(proposal.leftAlone());
	}

	/**
	 * Let unmanaged parts stay.
	 * @param ownership the managed objects
	 * @param naming the naming rules of the product
	 * @param current the current schema
	 * @param proposal the proposal
	 * @return the remaining proposal
	 */
	static Proposal settle(Ownership ownership, Naming naming, Schema current, Proposal proposal) {
		KeptParts kept = new KeptParts(ownership, naming, proposal);
		List<Change> changes = proposal.changes().stream().map(kept::withoutReplacement).toList();
		kept.takeNames(current, changes);
		return new Proposal(Changes.of(changes.stream().map(kept::named).toList()), List.copyOf(kept.leftAlone));
	}

	private Change withoutReplacement(Change change) {
		if (!(change instanceof Replace replace) || this.ownership.owns(SchemaObject.of(replace.removedPart()))
				|| !isAnother(replace)) {
			return change;
		}
		this.leftAlone.add(new LeftAlone(Drop.of(replace.table(), replace.from()),
				"no generated changeset created it, although it has the name or the columns of what the entities require",
				List.of(SchemaObject.of(replace.removedPart()))));
		return Create.of(replace.table(), replace.to());
	}

	// Return whether the two parts are more than versions of one.
	private static boolean isAnother(Replace replace) {
		if (replace.isRecreation() || replace.from() instanceof PrimaryKey) {
			return false;
		}
		if (replace.from() instanceof ForeignKey from && replace.to() instanceof ForeignKey to) {
			return !from.referencedTable().equals(to.referencedTable())
					|| !Set.copyOf(from.columns()).equals(Set.copyOf(to.columns()));
		}
		if (replace.from() instanceof Check from && replace.to() instanceof Check to) {
			Optional<AllowedValues> before = AllowedValues.of(from);
			Optional<AllowedValues> after = AllowedValues.of(to);
			return before.isEmpty() || after.isEmpty() || !before.get().column().equalsIgnoreCase(after.get().column());
		}
		return true;
	}

	private void takeNames(Schema current, List<Change> changes) {
		Set<PartOfTable> removed = new HashSet<>();
		Set<QualifiedName> dropped = new HashSet<>();
		for (Change change : changes) {
			PartOfTable part = change.removedPart();
			if (part != null) {
				removed.add(part);
			}
			if (change instanceof Drop drop && drop.element() instanceof Table table) {
				dropped.add(table.name());
			}
		}
		current.tables()
			.stream()
			.filter((table) -> !dropped.contains(table.name()))
			.forEach((table) -> parts(table).map((part) -> new PartOfTable(table.name(), part))
				.filter((part) -> !removed.contains(part))
				.forEach((part) -> this.taken.addAll(names(part.table(), part.part(), part.part().name()))));
	}

	private static Stream<TablePart> parts(Table table) {
		return Stream
			.of(Stream.ofNullable(table.primaryKey()), table.uniqueKeys().stream(), table.foreignKeys().stream(),
					table.checks().stream(), table.indexes().stream())
			.flatMap((parts) -> parts);
	}

	private Change named(Change change) {
		PartOfTable created = change.createdPart();
		if (created == null || created.part() instanceof Column || created.part() instanceof PrimaryKey
				|| created.part().name().isEmpty() || (change instanceof Replace replace && replace.isRecreation())) {
			return change;
		}
		String name = free(created);
		TablePart named = name.equals(created.part().name()) ? created.part() : created.part().withName(name);
		return (change instanceof Replace replace) ? new Replace(replace.table(), replace.from(), named)
				: Create.of(created.table(), named);
	}

	private String free(PartOfTable created) {
		String wanted = created.part().name();
		String name = wanted;
		for (int i = 2; names(created.table(), created.part(), name).stream().anyMatch(this.taken::contains); i++) {
			name = this.naming.append(wanted, "_" + i);
		}
		return name;
	}

	// A name is unique in its table, and on most products in the schema.
	private List<Name> names(QualifiedName table, TablePart part, String name) {
		String folded = name.toLowerCase(Locale.ROOT);
		Name inTable = new Name(table, folded);
		return this.naming.isUniqueInSchema(kind(part))
				? List.of(inTable, new Name(new QualifiedName(table.schema(), "*"), folded)) : List.of(inTable);
	}

	private static Naming.Kind kind(TablePart part) {
		if (part instanceof PrimaryKey) {
			return Naming.Kind.PRIMARY_KEY;
		}
		if (part instanceof UniqueKey) {
			return Naming.Kind.UNIQUE_KEY;
		}
		if (part instanceof ForeignKey) {
			return Naming.Kind.FOREIGN_KEY;
		}
		return (part instanceof Index) ? Naming.Kind.INDEX : Naming.Kind.CHECK;
	}

	/**
	 * A name that is in use.
	 *
	 * @param place the table, or the whole schema
	 * @param name the name, in lower case
	 */
	private record Name(QualifiedName place, String name) {

	}

}
