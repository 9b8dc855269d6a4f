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
 * Finds what may have got another name among what goes and comes. What is not ours to
 * drop stays where it is, and may be the old name all the same: it has to be more alike.
 */
public final class PossibleRenames {

	private final Schema current;

	private final Schema desired;

	private final Predicate<Change> dropped;

	private final List<ColumnChange.DropColumn> goneColumns = new ArrayList<>();

	private final List<ColumnChange.AddColumn> newColumns = new ArrayList<>();

	private final List<TableChange.DropTable> goneTables = new ArrayList<>();

	private final List<TableChange.CreateTable> newTables = new ArrayList<>();

	private PossibleRenames(Changes changes, Schema current, Schema desired, Predicate<Change> dropped) {
		this.current = current;
		this.desired = desired;
		this.dropped = dropped;
		for (Change change : changes) {
			if (change instanceof ColumnChange.DropColumn drop) {
				this.goneColumns.add(drop);
			}
			else if (change instanceof ColumnChange.AddColumn add) {
				this.newColumns.add(add);
			}
			else if (change instanceof TableChange.DropTable drop) {
				this.goneTables.add(drop);
			}
			else if (change instanceof TableChange.CreateTable create) {
				this.newTables.add(create);
			}
		}
	}

	/**
	 * Find what may be renamed.
	 * @param changes all changes from the current schema to the desired one
	 * @param current the current schema
	 * @param desired the desired schema
	 * @param dropped tells which drops would really be carried out
	 * @return the renames that make sense, those of tables first; a thing is in several
	 * where none of them is more likely than the others
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
					|| candidates.stream().noneMatch((other) -> other.alike() && other.isAboutOneOf(candidate)))
			.toList();
	}

	private List<Candidate> ofColumns() {
		List<Candidate> candidates = new ArrayList<>();
		for (ColumnChange.DropColumn gone : this.goneColumns) {
			for (ColumnChange.AddColumn come : this.newColumns) {
				if (gone.table().equals(come.table()) && mayBeOne(gone, come)) {
					String from = gone.column().name();
					String to = come.column().name();
					candidates.add(new Candidate(gone, come, new ColumnChange.RenameColumn(gone.table(), from, to),
							NameLikeness.areAlike(from, to)));
				}
			}
		}
		return candidates;
	}

	private boolean mayBeOne(ColumnChange.DropColumn gone, ColumnChange.AddColumn come) {
		Optional<Table> from = this.current.table(gone.table());
		Optional<Table> to = this.desired.table(come.table());
		if (from.isEmpty() || to.isEmpty() || gone.column().isGenerated() || come.column().isGenerated()) {
			return false;
		}
		ColumnPlace old = new ColumnPlace(from.get(), gone.column());
		ColumnPlace fresh = new ColumnPlace(to.get(), come.column());
		if (old.isInPrimaryKey() != fresh.isInPrimaryKey() || !old.referenced().equals(fresh.referenced())) {
			return false;
		}
		boolean sameType = gone.column().type().equals(come.column().type());
		boolean alike = NameLikeness.areAlike(gone.column().name(), come.column().name());
		boolean samePlace = !old.referenced().isEmpty() || old.hasNeighboursOf(fresh);
		if (this.dropped.test(gone)) {
			return sameType || alike || (samePlace && isSameKind(gone.column(), come.column()));
		}
		// A column that takes no null and that no entity fills would stop every insert:
		// it
		// was mapped until now.
		boolean wasMapped = !gone.column().nullable() && !gone.column().isFilled();
		return (sameType && (alike || samePlace || wasMapped || isOnlyOne(gone, come)))
				|| (alike && isSameKind(gone.column(), come.column()));
	}

	private boolean isOnlyOne(ColumnChange.DropColumn gone, ColumnChange.AddColumn come) {
		SqlType type = gone.column().type();
		return this.goneColumns.stream()
			.filter((other) -> other.table().equals(gone.table()) && other.column().type().equals(type))
			.count() == 1
				&& this.newColumns.stream()
					.filter((other) -> other.table().equals(come.table()) && other.column().type().equals(type))
					.count() == 1;
	}

	private List<Candidate> ofTables() {
		List<Candidate> candidates = new ArrayList<>();
		for (TableChange.DropTable gone : this.goneTables) {
			for (TableChange.CreateTable come : this.newTables) {
				QualifiedName from = gone.table().name();
				QualifiedName to = come.table().name();
				if (Objects.equals(from.schema(), to.schema()) && mayBeOne(gone, come)) {
					candidates.add(new Candidate(gone, come, new TableChange.RenameTable(from, to),
							NameLikeness.areAlike(from.name(), to.name())));
				}
			}
		}
		return candidates;
	}

	private boolean mayBeOne(TableChange.DropTable gone, TableChange.CreateTable come) {
		List<Column> from = gone.table().columns();
		List<Column> to = come.table().columns();
		Set<QualifiedName> old = referenced(this.current, gone.table().name());
		Set<QualifiedName> fresh = referenced(this.desired, come.table().name());
		if (!old.isEmpty() && !fresh.isEmpty() && old.stream().noneMatch(fresh::contains)) {
			return false;
		}
		long shared = from.stream()
			.filter((column) -> come.table()
				.column(column.name())
				.filter((other) -> isSameKind(column, other))
				.isPresent())
			.count();
		int all = Math.max(from.size(), to.size());
		boolean alike = NameLikeness.areAlike(gone.table().name().name(), come.table().name().name());
		if (this.dropped.test(gone)) {
			return 2 * shared >= all || (alike && 3 * shared >= all) || types(from).equals(types(to));
		}
		return (alike && 2 * shared >= all) || (shared > 2 && 5 * shared >= 3 * all);
	}

	private Set<QualifiedName> referenced(Schema schema, QualifiedName table) {
		// A table that comes or goes itself may be one that got another name.
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

	private record Candidate(Change gone, Change come, Change rename, boolean alike) {

		boolean isAboutOneOf(Candidate other) {
			return this.gone.equals(other.gone) || this.come.equals(other.come);
		}

	}

	/**
	 * A column among all else in its table.
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
