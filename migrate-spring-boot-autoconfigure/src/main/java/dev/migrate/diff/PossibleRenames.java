package dev.migrate.diff;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.change.Create;
import dev.migrate.change.Drop;
import dev.migrate.change.Rename;
import dev.migrate.change.RenameColumn;
import dev.migrate.change.RenameTable;
import dev.migrate.change.SchemaObject;
import dev.migrate.schema.Column;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.PartOfTable;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SqlType;
import dev.migrate.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Finds the tables and columns that may have been renamed among those that are dropped
 * and created. Unmanaged ones are not dropped and have to be more similar.
 */
public final class PossibleRenames {

	private final Schema current;

	private final Schema desired;

	private final Predicate<Change> dropped;

	private final List<ColumnPlace> droppedColumns = new ArrayList<>();

	private final List<ColumnPlace> newColumns = new ArrayList<>();

	private final List<Table> droppedTables = new ArrayList<>();

	private final List<Table> newTables = new ArrayList<>();

	private PossibleRenames(Changes changes, Schema current, Schema desired, Predicate<Change> dropped) {
		this.current = current;
		this.desired = desired;
		this.dropped = dropped;
		for (Change change : changes) {
			if (change instanceof Drop drop && drop.part() instanceof Column column) {
				current.table(drop.object())
					.ifPresent((table) -> this.droppedColumns.add(new ColumnPlace(table, column, drop)));
			}
			else if (change instanceof Create create && create.part() instanceof Column column) {
				desired.table(create.object())
					.ifPresent((table) -> this.newColumns.add(new ColumnPlace(table, column, create)));
			}
			else if (change instanceof Drop drop && drop.element() instanceof Table table) {
				this.droppedTables.add(table);
			}
			else if (change instanceof Create create && create.element() instanceof Table table) {
				this.newTables.add(table);
			}
		}
	}

	/**
	 * Find the possible renames.
	 * @param changes all changes from the current schema to the desired one
	 * @param current the current schema
	 * @param desired the desired schema
	 * @param dropped whether a drop would actually be carried out
	 * @return the plausible renames, those of tables first; an object is in several if
	 * none of them is more likely than the others
	 */
	public static List<Rename> in(Changes changes, Schema current, Schema desired, Predicate<Change> dropped) {
		PossibleRenames renames = new PossibleRenames(changes, current, desired, dropped);
		List<Rename> found = new ArrayList<>();
		List<Candidate> tables = likeliest(renames.ofTables());
		tables.forEach((candidate) -> found.add(candidate.rename()));
		likeliest(renames.ofColumns(renames.droppedColumns, renames.newColumns))
			.forEach((candidate) -> found.add(candidate.rename()));
		tables.stream()
			.filter((candidate) -> tables.stream().filter(candidate::sharesObjectWith).count() == 1)
			.forEach((candidate) -> found.addAll(renames.within((RenameTable) candidate.rename())));
		return List.copyOf(found);
	}

	private static List<Candidate> likeliest(List<Candidate> candidates) {
		return candidates.stream()
			.filter((candidate) -> candidate.alike()
					|| candidates.stream().noneMatch((other) -> other.alike() && other.sharesObjectWith(candidate)))
			.toList();
	}

	// The columns of a table that is renamed are asked about together with it.
	private List<Rename> within(RenameTable rename) {
		Table from = this.current.table(rename.from()).orElseThrow().withName(rename.to());
		Table to = this.desired.table(rename.to()).orElseThrow();
		Drop drop = Drop.of(this.droppedTables.stream()
			.filter((table) -> table.name().equals(rename.from()))
			.findFirst()
			.orElseThrow());
		Create create = Create.of(to);
		List<ColumnPlace> removed = columns(from, to).map((column) -> new ColumnPlace(from, column, drop)).toList();
		List<ColumnPlace> added = columns(to, from).map((column) -> new ColumnPlace(to, column, create)).toList();
		return likeliest(ofColumns(removed, added)).stream().map(Candidate::rename).toList();
	}

	private static Stream<Column> columns(Table table, Table other) {
		return table.columns().stream().filter((column) -> other.column(column.name()).isEmpty());
	}

	private List<Candidate> ofColumns(List<ColumnPlace> removed, List<ColumnPlace> added) {
		List<Candidate> candidates = new ArrayList<>();
		for (ColumnPlace from : removed) {
			for (ColumnPlace to : added) {
				if (from.table().name().equals(to.table().name())
						&& mayBeRenamed(from, to, isOnlyOne(from, removed) && isOnlyOne(to, added))) {
					candidates.add(new Candidate(from.object(), to.object(),
							new RenameColumn(from.table().name(), from.name(), to.name()),
							NameLikeness.areAlike(from.name(), to.name())));
				}
			}
		}
		return candidates;
	}

	private boolean mayBeRenamed(ColumnPlace from, ColumnPlace to, boolean onlyOnes) {
		if (from.column().isGenerated() || to.column().isGenerated() || from.isInPrimaryKey() != to.isInPrimaryKey()
				|| !from.referenced().equals(to.referenced())) {
			return false;
		}
		boolean sameType = from.column().type().equals(to.column().type());
		boolean alike = NameLikeness.areAlike(from.name(), to.name());
		boolean samePlace = !from.referenced().isEmpty() || from.hasNeighboursOf(to);
		if (this.dropped.test(from.change())) {
			return sameType || alike || (samePlace && isSameKind(from.column(), to.column()));
		}
		// An unmapped NOT NULL column without a default would make every insert fail, so
		// it was mapped until now.
		boolean wasMapped = !from.column().nullable() && !from.column().isFilled();
		return (sameType && (alike || samePlace || wasMapped || onlyOnes))
				|| (alike && isSameKind(from.column(), to.column()));
	}

	private static boolean isOnlyOne(ColumnPlace place, List<ColumnPlace> places) {
		return places.stream().filter((other) -> other.isLike(place)).count() == 1;
	}

	private List<Candidate> ofTables() {
		List<Candidate> candidates = new ArrayList<>();
		for (Table from : this.droppedTables) {
			for (Table to : this.newTables) {
				if (Objects.equals(from.name().schema(), to.name().schema()) && mayBeRenamed(from, to)) {
					candidates.add(new Candidate(SchemaObject.of(from), SchemaObject.of(to),
							new RenameTable(from.name(), to.name()),
							NameLikeness.areAlike(from.name().name(), to.name().name())));
				}
			}
		}
		return candidates;
	}

	private boolean mayBeRenamed(Table from, Table to) {
		Set<QualifiedName> previous = referenced(this.current, from.name());
		Set<QualifiedName> added = referenced(this.desired, to.name());
		if (!previous.isEmpty() && !added.isEmpty() && previous.stream().noneMatch(added::contains)) {
			return false;
		}
		long shared = from.columns()
			.stream()
			.filter((column) -> to.column(column.name()).filter((other) -> isSameKind(column, other)).isPresent())
			.count();
		int all = Math.max(from.columns().size(), to.columns().size());
		boolean alike = NameLikeness.areAlike(from.name().name(), to.name().name());
		if (this.dropped.test(Drop.of(from))) {
			return 2 * shared >= all || (alike && 3 * shared >= all)
					|| types(from.columns()).equals(types(to.columns()));
		}
		return (alike && 2 * shared >= all) || (shared > 2 && 5 * shared >= 3 * all);
	}

	private Set<QualifiedName> referenced(Schema schema, QualifiedName table) {
		// A table that is dropped or created may itself be renamed.
		return schema.table(table)
			.stream()
			.flatMap((found) -> found.foreignKeys().stream())
			.map(ForeignKey::referencedTable)
			.filter((other) -> this.current.table(other).isPresent() && this.desired.table(other).isPresent())
			.collect(Collectors.toSet());
	}

	private static List<SqlType> types(List<Column> columns) {
		return columns.stream().map(Column::type).toList();
	}

	private static boolean isSameKind(Column first, Column second) {
		return kind(first).equals(kind(second));
	}

	private static String kind(Column column) {
		return column.type().toString().replaceAll("\\(.*?\\)", "");
	}

	private record Candidate(SchemaObject from, SchemaObject to, Rename rename, boolean alike) {

		boolean sharesObjectWith(Candidate other) {
			return this.from.equals(other.from) || this.to.equals(other.to);
		}

	}

	/**
	 * A column in the context of its table.
	 *
	 * @param table the table
	 * @param column the column
	 * @param change the change that drops or adds it
	 */
	private record ColumnPlace(Table table, Column column, Change change) {

		String name() {
			return this.column.name();
		}

		SchemaObject object() {
			return SchemaObject.of(new PartOfTable(this.table.name(), this.column));
		}

		boolean isLike(ColumnPlace other) {
			return this.table.name().equals(other.table.name()) && this.column.type().equals(other.column.type());
		}

		boolean isInPrimaryKey() {
			PrimaryKey key = this.table.primaryKey();
			return key != null && key.columns().contains(this.column.name());
		}

		Set<QualifiedName> referenced() {
			return this.table.foreignKeys()
				.stream()
				.filter((key) -> key.columns().contains(this.column.name()))
				.map(ForeignKey::referencedTable)
				.collect(Collectors.toCollection(TreeSet::new));
		}

		boolean hasNeighboursOf(ColumnPlace other) {
			Set<String> kept = new HashSet<>(names());
			kept.retainAll(other.names());
			return kept.size() > 2 && Objects.equals(neighbour(kept, -1), other.neighbour(kept, -1))
					&& Objects.equals(neighbour(kept, 1), other.neighbour(kept, 1));
		}

		private @Nullable String neighbour(Set<String> kept, int step) {
			List<String> names = names();
			int place = names.indexOf(this.column.name()) + step;
			while (place >= 0 && place < names.size() && !kept.contains(names.get(place))) {
				place += step;
			}
			return (place >= 0 && place < names.size()) ? names.get(place) : null;
		}

		private List<String> names() {
			return this.table.columns().stream().map(Column::name).toList();
		}

	}

}
