package dev.migrate.diff;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.change.ColumnChange;
import dev.migrate.change.TableChange;
import dev.migrate.schema.Column;
import dev.migrate.schema.ForeignKey;
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

	private final List<ColumnChange.DropColumn> droppedColumns = new ArrayList<>();

	private final List<ColumnChange.AddColumn> newColumns = new ArrayList<>();

	private final List<TableChange.DropTable> droppedTables = new ArrayList<>();

	private final List<TableChange.CreateTable> newTables = new ArrayList<>();

	private PossibleRenames(Changes changes, Schema current, Schema desired, Predicate<Change> dropped) {
		this.current = current;
		this.desired = desired;
		this.dropped = dropped;
		for (Change change : changes) {
			if (change instanceof ColumnChange.DropColumn drop) {
				this.droppedColumns.add(drop);
			}
			else if (change instanceof ColumnChange.AddColumn add) {
				this.newColumns.add(add);
			}
			else if (change instanceof TableChange.DropTable drop) {
				this.droppedTables.add(drop);
			}
			else if (change instanceof TableChange.CreateTable create) {
				this.newTables.add(create);
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
	public static List<Change> in(Changes changes, Schema current, Schema desired, Predicate<Change> dropped) {
		PossibleRenames renames = new PossibleRenames(changes, current, desired, dropped);
		List<Change> found = new ArrayList<>();
		likeliest(renames.ofTables()).forEach((candidate) -> found.add(candidate.rename()));
		likeliest(renames.ofColumns()).forEach((candidate) -> found.add(candidate.rename()));
		return List.copyOf(found);
	}

	private static List<Candidate> likeliest(List<Candidate> candidates) {
		return candidates.stream()
			.filter((candidate) -> candidate.alike()
					|| candidates.stream().noneMatch((other) -> other.alike() && other.sharesChangeWith(candidate)))
			.toList();
	}

	private List<Candidate> ofColumns() {
		List<Candidate> candidates = new ArrayList<>();
		for (ColumnChange.DropColumn drop : this.droppedColumns) {
			for (ColumnChange.AddColumn add : this.newColumns) {
				if (drop.table().equals(add.table()) && mayBeRenamed(drop, add)) {
					String from = drop.column().name();
					String to = add.column().name();
					candidates.add(new Candidate(drop, add, new ColumnChange.RenameColumn(drop.table(), from, to),
							NameLikeness.areAlike(from, to)));
				}
			}
		}
		return candidates;
	}

	private boolean mayBeRenamed(ColumnChange.DropColumn drop, ColumnChange.AddColumn add) {
		Optional<Table> from = this.current.table(drop.table());
		Optional<Table> to = this.desired.table(add.table());
		if (from.isEmpty() || to.isEmpty() || drop.column().isGenerated() || add.column().isGenerated()) {
			return false;
		}
		ColumnPlace previous = new ColumnPlace(from.get(), drop.column());
		ColumnPlace added = new ColumnPlace(to.get(), add.column());
		if (previous.isInPrimaryKey() != added.isInPrimaryKey() || !previous.referenced().equals(added.referenced())) {
			return false;
		}
		boolean sameType = drop.column().type().equals(add.column().type());
		boolean alike = NameLikeness.areAlike(drop.column().name(), add.column().name());
		boolean samePlace = !previous.referenced().isEmpty() || previous.hasNeighboursOf(added);
		if (this.dropped.test(drop)) {
			return sameType || alike || (samePlace && isSameKind(drop.column(), add.column()));
		}
		// An unmapped NOT NULL column without a default would make every insert fail, so
		// it was mapped until now.
		boolean wasMapped = !drop.column().nullable() && !drop.column().isFilled();
		return (sameType && (alike || samePlace || wasMapped || isOnlyOne(drop, add)))
				|| (alike && isSameKind(drop.column(), add.column()));
	}

	private boolean isOnlyOne(ColumnChange.DropColumn drop, ColumnChange.AddColumn add) {
		SqlType type = drop.column().type();
		return this.droppedColumns.stream()
			.filter((other) -> other.table().equals(drop.table()) && other.column().type().equals(type))
			.count() == 1
				&& this.newColumns.stream()
					.filter((other) -> other.table().equals(add.table()) && other.column().type().equals(type))
					.count() == 1;
	}

	private List<Candidate> ofTables() {
		List<Candidate> candidates = new ArrayList<>();
		for (TableChange.DropTable drop : this.droppedTables) {
			for (TableChange.CreateTable add : this.newTables) {
				QualifiedName from = drop.table().name();
				QualifiedName to = add.table().name();
				if (Objects.equals(from.schema(), to.schema()) && mayBeRenamed(drop, add)) {
					candidates.add(new Candidate(drop, add, new TableChange.RenameTable(from, to),
							NameLikeness.areAlike(from.name(), to.name())));
				}
			}
		}
		return candidates;
	}

	private boolean mayBeRenamed(TableChange.DropTable drop, TableChange.CreateTable add) {
		List<Column> from = drop.table().columns();
		List<Column> to = add.table().columns();
		Set<QualifiedName> previous = referenced(this.current, drop.table().name());
		Set<QualifiedName> added = referenced(this.desired, add.table().name());
		if (!previous.isEmpty() && !added.isEmpty() && previous.stream().noneMatch(added::contains)) {
			return false;
		}
		long shared = from.stream()
			.filter((column) -> add.table()
				.column(column.name())
				.filter((other) -> isSameKind(column, other))
				.isPresent())
			.count();
		int all = Math.max(from.size(), to.size());
		boolean alike = NameLikeness.areAlike(drop.table().name().name(), add.table().name().name());
		if (this.dropped.test(drop)) {
			return 2 * shared >= all || (alike && 3 * shared >= all) || types(from).equals(types(to));
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

	private record Candidate(Change drop, Change add, Change rename, boolean alike) {

		boolean sharesChangeWith(Candidate other) {
			return this.drop.equals(other.drop) || this.add.equals(other.add);
		}

	}

	/**
	 * A column in the context of its table.
	 *
	 * @param table the table
	 * @param column the column
	 */
	private record ColumnPlace(Table table, Column column) {

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
