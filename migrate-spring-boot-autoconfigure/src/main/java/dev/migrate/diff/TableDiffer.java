package dev.migrate.diff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.migrate.change.AlterTableComment;
import dev.migrate.change.Change;
import dev.migrate.change.Create;
import dev.migrate.change.Drop;
import dev.migrate.change.Replace;
import dev.migrate.diff.Pairs.Pair;
import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.Expression;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Table;
import dev.migrate.schema.TablePart;
import dev.migrate.schema.UniqueKey;
import org.jspecify.annotations.Nullable;

/**
 * Finds the changes from a current table to the desired one of the same name.
 */
final class TableDiffer {

	private final QualifiedName name;

	private final Table current;

	private final Table desired;

	private final ColumnDiffer columns;

	/**
	 * The columns that are dropped and added again, for which every constraint and index
	 * on them is recreated.
	 */
	private final Set<String> recreated;

	private final List<Change> changes = new ArrayList<>();

	TableDiffer(Table current, Table desired) {
		this.name = desired.name();
		this.current = current;
		this.desired = desired;
		this.columns = new ColumnDiffer(current, desired);
		this.recreated = this.columns.recreated();
	}

	/**
	 * Add the objects that no foreign key may depend on while this table changes: columns
	 * that change their type or are recreated, and keys that are dropped or recreated.
	 * @param blockers the blockers to add to
	 */
	void addTo(ForeignKeyBlockers blockers) {
		this.columns.retypedOrRecreated().forEach((column) -> blockers.addColumn(this.name, column));
		PrimaryKey primaryKey = this.current.primaryKey();
		if (primaryKey != null && !isSame(primaryKey, this.desired.primaryKey())) {
			primaryKey.columns().forEach((column) -> blockers.addColumn(this.name, column));
		}
		this.current.uniqueKeys()
			.stream()
			.filter((key) -> this.desired.uniqueKeys().stream().noneMatch((other) -> isSame(key, other)))
			.forEach((key) -> blockers.addUniqueKey(this.name, key.columns()));
	}

	List<Change> diff(ForeignKeyBlockers blockers) {
		diffComment();
		this.changes.addAll(this.columns.diff());
		diffPrimaryKey();
		diffUniqueKeysAndIndexes();
		diffChecks();
		diffForeignKeys(blockers);
		return this.changes;
	}

	private void diffComment() {
		String from = Objects.requireNonNullElse(this.current.comment(), "");
		String to = this.desired.comment();
		if (to != null && !to.equals(from)) {
			this.changes.add(new AlterTableComment(this.name, from, to));
		}
	}

	private void diffPrimaryKey() {
		PrimaryKey from = this.current.primaryKey();
		PrimaryKey to = this.desired.primaryKey();
		if (from != null && isSame(from, to)) {
			if (isOnRecreated(from)) {
				this.changes.add(Replace.recreate(this.name, from));
			}
			return;
		}
		if (from != null && to != null) {
			this.changes.add(new Replace(this.name, from, to));
		}
		else if (from != null) {
			this.changes.add(Drop.of(this.name, from));
		}
		else if (to != null) {
			this.changes.add(Create.of(this.name, to));
		}
	}

	private void diffUniqueKeysAndIndexes() {
		Pairs<UniqueKey> keys = Pairs.of(this.current.uniqueKeys(), this.desired.uniqueKeys(),
				(key) -> List.of(key.name(), key.columns()), UniqueKey::columns, (key) -> Set.copyOf(key.columns()),
				UniqueKey::name);
		Pairs<Index> indexes = Pairs.of(this.current.indexes(), this.desired.indexes(),
				(index) -> List.of(index.name(), IndexStructure.of(index)),
				(index) -> Arrays.asList(index.method(), IndexStructure.of(index)), IndexStructure::of, Index::name);
		List<UniqueKey> missingKeys = new ArrayList<>(keys.added());
		List<UniqueKey> extraKeys = new ArrayList<>(keys.removed());
		List<Index> missingIndexes = new ArrayList<>(indexes.added());
		List<Index> extraIndexes = new ArrayList<>(indexes.removed());
		removeEquivalent(missingKeys, extraIndexes);
		removeEquivalent(extraKeys, missingIndexes);
		addChanges(new Pairs<>(extraKeys, missingKeys, keys.kept()), (pair) -> isSame(pair.current(), pair.desired()),
				this::isOnRecreated);
		addChanges(new Pairs<>(extraIndexes, missingIndexes, indexes.kept()),
				(pair) -> isSame(pair.current(), pair.desired()), this::isOnRecreated);
	}

	/**
	 * Remove the unique keys and unique indexes that are equivalent: on the same whole
	 * columns, either one satisfies the other.
	 * @param keys the unique keys of one side
	 * @param indexes the indexes of the other side
	 */
	private static void removeEquivalent(List<UniqueKey> keys, List<Index> indexes) {
		for (UniqueKey key : List.copyOf(keys)) {
			indexes.stream()
				.filter((index) -> index.unique() && index.isPlain() && key.isPlain()
						&& IndexStructure.of(index).columns().equals(Set.copyOf(key.columns())))
				.findFirst()
				.ifPresent((index) -> {
					keys.remove(key);
					indexes.remove(index);
				});
		}
	}

	private void diffChecks() {
		Pairs<Check> pairs = Pairs.of(this.current.checks(), this.desired.checks(), (check) -> check, Check::condition,
				Check::name, this::columnsOf);
		addChanges(pairs, (pair) -> pair.current().condition().equals(pair.desired().condition()), this::isOnRecreated);
	}

	/**
	 * Return the columns that a check mentions. They identify a check whose name was
	 * generated by the database.
	 * @param check the check
	 * @return the names of the columns
	 */
	private Set<String> columnsOf(Check check) {
		return this.current.columns()
			.stream()
			.map(Column::name)
			.filter(check::dependsOn)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private void diffForeignKeys(ForeignKeyBlockers blockers) {
		Pairs<ForeignKey> pairs = Pairs.of(this.current.foreignKeys(), this.desired.foreignKeys(),
				(key) -> List.of(key.name(), Reference.of(key)), Reference::of, ForeignKey::name);
		addChanges(pairs, (pair) -> isSame(pair.current(), pair.desired()), (key) -> blockers.block(this.name, key));
	}

	private boolean isOnRecreated(TablePart part) {
		return this.recreated.stream().anyMatch(part::dependsOn);
	}

	private static boolean isSame(PrimaryKey current, @Nullable PrimaryKey desired) {
		// An entity cannot define the order: Hibernate sorts the attributes of a key.
		return desired != null && Set.copyOf(current.columns()).equals(Set.copyOf(desired.columns()));
	}

	private static boolean isSame(UniqueKey current, UniqueKey desired) {
		return Set.copyOf(current.columns()).equals(Set.copyOf(desired.columns()))
				&& isSameWhereDefined(current.definition(), desired.definition());
	}

	private static boolean isSame(Index current, Index desired) {
		return IndexStructure.of(current).equals(IndexStructure.of(desired))
				&& isSameWhereDefined(current.method(), desired.method());
	}

	private static boolean isSame(ForeignKey current, ForeignKey desired) {
		return Reference.of(current).equals(Reference.of(desired)) && current.onDelete() == desired.onDelete()
				&& current.onUpdate() == desired.onUpdate() && current.deferral() == desired.deferral();
	}

	private static boolean isSameWhereDefined(@Nullable String current, @Nullable String desired) {
		return current == null || desired == null || current.equals(desired);
	}

	private <T extends TablePart> void addChanges(Pairs<T> pairs, Predicate<Pair<T>> same, Predicate<T> blocked) {
		pairs.removed().forEach((part) -> this.changes.add(Drop.of(this.name, part)));
		pairs.added().forEach((part) -> this.changes.add(Create.of(this.name, part)));
		for (Pair<T> pair : pairs.kept()) {
			if (!same.test(pair)) {
				this.changes.add(new Replace(this.name, pair.current(), pair.desired()));
			}
			else if (blocked.test(pair.current())) {
				this.changes.add(Replace.recreate(this.name, pair.current()));
			}
		}
	}

	/**
	 * The structure of an index without its name.
	 */
	private record IndexStructure(List<Index.Part> parts, boolean unique, Expression where, @Nullable String definition,
			Expression options) {

		static IndexStructure of(Index index) {
			Index.Definition definition = index.definition();
			return new IndexStructure(index.parts(), index.unique(), index.where(),
					(definition != null) ? definition.structure() : null, index.options());
		}

		Set<String> columns() {
			return this.parts.stream().map(Index.Part::column).filter(Objects::nonNull).collect(Collectors.toSet());
		}

	}

	/**
	 * The references of a foreign key, regardless of the order of its columns.
	 */
	private record Reference(SortedMap<String, String> columns, QualifiedName table) {

		static Reference of(ForeignKey key) {
			SortedMap<String, String> columns = new TreeMap<>();
			for (int index = 0; index < key.columns().size(); index++) {
				columns.put(key.columns().get(index), key.referencedColumns().get(index));
			}
			return new Reference(columns, key.referencedTable());
		}

	}

}
