package dev.migrate.diff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.change.Change;
import dev.migrate.change.Change.Aspect;
import dev.migrate.diff.Pairs.Pair;
import dev.migrate.diff.SchemaDiffer.ColumnName;
import dev.migrate.diff.SchemaDiffer.KeyColumns;
import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.Expression;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueKey;
import org.jspecify.annotations.Nullable;

/**
 * Finds the changes from a table as it is to the same table as it is to be.
 */
final class TableDiffer {

	private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*");

	private final QualifiedName name;

	private final Table current;

	private final Table desired;

	private final Pairs<Column> columns;

	private final Set<String> changing;

	private final List<Change> changes = new ArrayList<>();

	TableDiffer(Table current, Table desired) {
		this.name = desired.name();
		this.current = current;
		this.desired = desired;
		this.columns = Pairs.of(current.columns(), desired.columns(), Column::name);
		this.changing = changingColumns();
	}

	/**
	 * Return the columns that no foreign key may rest on while they change.
	 * @return the columns that get another type or another formula, and those of keys
	 * that are made anew
	 */
	Set<ColumnName> unsettledColumns() {
		Set<ColumnName> unsettled = new HashSet<>();
		for (Pair<Column> pair : this.columns.kept()) {
			Column to = pair.desired().orElse(pair.current());
			if (!to.type().equals(pair.current().type()) || isMadeAnew(pair.current(), to)
					|| pair.current().isGenerated() != to.isGenerated()) {
				unsettled.add(new ColumnName(this.name, to.name()));
			}
		}
		PrimaryKey key = this.current.primaryKey();
		if (key != null && !isSame(key, this.desired.primaryKey())) {
			key.columns().forEach((column) -> unsettled.add(new ColumnName(this.name, column)));
		}
		return unsettled;
	}

	/**
	 * Return the unique keys that no foreign key may refer to while they change.
	 * @return the columns of those that go or are made anew
	 */
	Set<KeyColumns> unsettledKeys() {
		return this.current.uniqueKeys()
			.stream()
			.filter((unique) -> this.desired.uniqueKeys().stream().noneMatch((other) -> isSame(unique, other)))
			.map((unique) -> new KeyColumns(this.name, Set.copyOf(unique.columns())))
			.collect(Collectors.toSet());
	}

	List<Change> diff(Set<ColumnName> unsettled, Set<KeyColumns> unsettledKeys) {
		diffComment();
		diffColumns();
		Set<String> madeAnew = columnsMadeAnew();
		diffPrimaryKey(madeAnew);
		diffUniqueness(madeAnew);
		diffChecks(madeAnew);
		diffForeignKeys(unsettled, unsettledKeys);
		return this.changes;
	}

	private void diffComment() {
		String from = Objects.requireNonNullElse(this.current.comment(), "");
		String to = this.desired.comment();
		if (to != null && !to.equals(from)) {
			this.changes.add(new Change.AlterTableComment(this.name, from, to));
		}
	}

	private void diffColumns() {
		List<Change> added = new ArrayList<>();
		plainFirst(this.columns.added()).forEach((column) -> added.add(new Change.AddColumn(this.name, column)));
		List<Change> removed = new ArrayList<>();
		plainFirst(this.columns.removed())
			.forEach((column) -> removed.add(0, new Change.DropColumn(this.name, column)));
		this.changes.addAll(added);
		for (Pair<Column> pair : this.columns.kept()) {
			diffColumn(pair.current(), pair.desired().orElse(pair.current()));
		}
		this.changes.addAll(removed);
	}

	private static List<Column> plainFirst(List<Column> columns) {
		// A formula needs the columns that it is computed from.
		List<Column> ordered = new ArrayList<>(columns);
		ordered.sort(Comparator.comparing(Column::isGenerated));
		return ordered;
	}

	private void diffColumn(Column from, Column to) {
		if (isMadeAnew(from, to)) {
			Column state = from;
			if (from.isGenerated() && restsOnWhatChanges(from, to)) {
				// It lets go of the columns that change, and takes hold of them
				// afterwards.
				state = alter(state, Aspect.FORMULA, state.withGeneratedAs(Expression.NONE));
			}
			alter(state, Aspect.FORMULA, to);
			return;
		}
		Column state = from;
		state = alter(state, Aspect.FORMULA, state.withGeneratedAs(to.generatedAs()));
		state = alter(state, Aspect.IDENTITY, withoutIdentity(state, to));
		state = alter(state, Aspect.TYPE, typed(state, to));
		state = alter(state, Aspect.COLLATION, state.withCollation(to.collation()));
		state = alter(state, Aspect.DEFAULT, state.withDefaultValue(to.defaultValue()));
		state = alter(state, Aspect.NULLABILITY, state.withNullable(to.nullable()));
		state = alter(state, Aspect.IDENTITY, state.withIdentity(to.identity()));
		alter(state, Aspect.COMMENT, state.withComment(to.comment()));
	}

	private Column alter(Column from, Aspect aspect, Column to) {
		if (!from.equals(to)) {
			this.changes.add(new Change.AlterColumn(this.name, aspect, from, to));
		}
		return to;
	}

	private static Column typed(Column state, Column to) {
		// One default cannot be of both types: where both sides have one, it changes with
		// the type.
		boolean both = state.defaultValue() != null && state.defaultValue().isPresent() && to.defaultValue() != null
				&& to.defaultValue().isPresent();
		Column typed = state.withType(to.type());
		return (both && !to.type().equals(state.type())) ? typed.withDefaultValue(to.defaultValue()) : typed;
	}

	private static Column withoutIdentity(Column state, Column to) {
		// An identity goes before the type changes and comes after it.
		boolean goes = to.identity() != null && !to.identity().isPresent();
		return goes ? state.withIdentity(to.identity()) : state;
	}

	private boolean isMadeAnew(Column from, Column to) {
		// The values of a column that is or becomes a generated one are computed again,
		// so
		// that it is dropped and added where its formula or type differs.
		return to.isGenerated() && (!Objects.equals(from.generatedAs(), to.generatedAs())
				|| !from.type().equals(to.type()) || isKeptOtherwise(from, to) || restsOnWhatChanges(from, to));
	}

	private static boolean isKeptOtherwise(Column from, Column to) {
		return to.storage() != null && from.storage() != null && from.storage() != to.storage();
	}

	private boolean restsOnWhatChanges(Column from, Column to) {
		return Stream.of(from, to)
			.filter(Column::isGenerated)
			.map((column) -> Objects.requireNonNull(column.generatedAs()))
			.anyMatch((formula) -> this.changing.stream()
				.anyMatch((column) -> !column.equals(to.name()) && formula.mentions(column)));
	}

	private Set<String> changingColumns() {
		Set<String> changing = new HashSet<>();
		this.columns.removed().forEach((column) -> changing.add(column.name()));
		this.columns.added().forEach((column) -> changing.add(column.name()));
		for (Pair<Column> pair : this.columns.kept()) {
			Column to = pair.desired().orElse(pair.current());
			if (!to.type().equals(pair.current().type())
					|| !Objects.equals(to.generatedAs(), pair.current().generatedAs())) {
				changing.add(to.name());
			}
		}
		return changing;
	}

	private Set<String> columnsMadeAnew() {
		Set<String> madeAnew = new HashSet<>();
		for (Pair<Column> pair : this.columns.kept()) {
			Column to = pair.desired().orElse(pair.current());
			// A column that loses its formula is made anew on the way back.
			if (isMadeAnew(pair.current(), to) || pair.current().isGenerated() != to.isGenerated()) {
				madeAnew.add(to.name());
			}
		}
		return madeAnew;
	}

	private void diffPrimaryKey(Set<String> madeAnew) {
		PrimaryKey from = this.current.primaryKey();
		PrimaryKey to = this.desired.primaryKey();
		if (from != null && isSame(from, to) && isUntouched(from.columns(), madeAnew)) {
			return;
		}
		boolean replacement = from != null && to != null;
		if (from != null) {
			this.changes.add(new Change.DropPrimaryKey(this.name, from, replacement));
		}
		if (to != null) {
			this.changes.add(new Change.AddPrimaryKey(this.name, to, replacement));
		}
	}

	private static boolean isSame(PrimaryKey current, @Nullable PrimaryKey desired) {
		// An entity cannot say the order: it is Hibernate that sorts the attributes of a
		// key.
		return desired != null && Set.copyOf(current.columns()).equals(Set.copyOf(desired.columns()));
	}

	private void diffUniqueness(Set<String> madeAnew) {
		Pairs<UniqueKey> keys = Pairs.of(this.current.uniqueKeys(), this.desired.uniqueKeys(),
				(key) -> List.of(key.name(), key.columns()), UniqueKey::columns, (key) -> Set.copyOf(key.columns()),
				UniqueKey::name);
		Pairs<Index> indexes = Pairs.of(this.current.indexes(), this.desired.indexes(),
				(index) -> List.of(index.name(), Structure.of(index)),
				(index) -> Arrays.asList(index.method(), Structure.of(index)), Structure::of, Index::name);
		List<UniqueKey> missingKeys = new ArrayList<>(keys.added());
		List<UniqueKey> extraKeys = new ArrayList<>(keys.removed());
		List<Index> missingIndexes = new ArrayList<>(indexes.added());
		List<Index> extraIndexes = new ArrayList<>(indexes.removed());
		removeEquivalent(missingKeys, extraIndexes);
		removeEquivalent(extraKeys, missingIndexes);
		settle(new Pairs<>(extraKeys, missingKeys, keys.kept()),
				(pair) -> isSame(pair.current(), pair.desired()) && isUntouched(pair.current().columns(), madeAnew),
				(key, replacement) -> new Change.DropUniqueKey(this.name, key, replacement),
				(key, replacement) -> new Change.AddUniqueKey(this.name, key, replacement));
		settle(new Pairs<>(extraIndexes, missingIndexes, indexes.kept()),
				(pair) -> Structure.of(pair.current()).equals(Structure.of(pair.desired()))
						&& agree(pair.current().method(), pair.desired().method())
						&& madeAnew.stream().noneMatch(Structure.of(pair.current())::rests),
				(index, replacement) -> new Change.DropIndex(this.name, index, replacement),
				(index, replacement) -> new Change.CreateIndex(this.name, index, replacement));
	}

	private static boolean agree(@Nullable String current, @Nullable String desired) {
		return current == null || desired == null || current.equals(desired);
	}

	private static void removeEquivalent(List<UniqueKey> keys, List<Index> indexes) {
		// A unique index on whole columns and a unique key on the same ones mean the
		// same, so
		// that either is good where the other is asked for.
		for (UniqueKey key : List.copyOf(keys)) {
			indexes.stream()
				.filter((index) -> index.unique() && index.isPlain() && key.isPlain()
						&& Set.copyOf(Structure.of(index).columns()).equals(Set.copyOf(key.columns())))
				.findFirst()
				.ifPresent((index) -> {
					keys.remove(key);
					indexes.remove(index);
				});
		}
	}

	private void diffChecks(Set<String> madeAnew) {
		Pairs<Check> pairs = Pairs.of(this.current.checks(), this.desired.checks(), (check) -> check, Check::condition,
				Check::name, this::mentionedColumns);
		settle(pairs,
				(pair) -> pair.current().condition().equals(pair.desired().condition())
						&& mentionedColumns(pair.current()).stream().noneMatch(madeAnew::contains),
				(check, replacement) -> new Change.DropCheck(this.name, check, replacement),
				(check, replacement) -> new Change.AddCheck(this.name, check, replacement));
	}

	private Set<String> mentionedColumns(Check check) {
		// Where the database has invented the name of a check, the columns that it speaks
		// of
		// tell which one it is.
		Set<String> words = new HashSet<>();
		Matcher matcher = WORD.matcher(check.condition().sql());
		while (matcher.find()) {
			words.add(matcher.group().toLowerCase(Locale.ROOT));
		}
		Set<String> mentioned = new TreeSet<>();
		for (Column column : this.current.columns()) {
			if (words.contains(column.name().toLowerCase(Locale.ROOT))) {
				mentioned.add(column.name());
			}
		}
		return mentioned;
	}

	private void diffForeignKeys(Set<ColumnName> unsettled, Set<KeyColumns> unsettledKeys) {
		Pairs<ForeignKey> pairs = Pairs.of(this.current.foreignKeys(), this.desired.foreignKeys(),
				(key) -> List.of(key.name(), Reference.of(key)), Reference::of, ForeignKey::name);
		settle(pairs,
				(pair) -> isSame(pair.current(), pair.desired()) && isSettled(pair.current(), unsettled)
						&& !unsettledKeys.contains(KeyColumns.referencedBy(pair.current())),
				(key, replacement) -> new Change.DropForeignKey(this.name, key, replacement),
				(key, replacement) -> new Change.AddForeignKey(this.name, key, replacement));
	}

	private static boolean isSame(UniqueKey current, UniqueKey desired) {
		return Set.copyOf(current.columns()).equals(Set.copyOf(desired.columns()))
				&& agree(current.definition(), desired.definition());
	}

	private static boolean isSame(ForeignKey current, ForeignKey desired) {
		return Reference.of(current).equals(Reference.of(desired)) && current.onDelete() == desired.onDelete()
				&& current.onUpdate() == desired.onUpdate() && current.deferral() == desired.deferral();
	}

	private boolean isSettled(ForeignKey key, Set<ColumnName> unsettled) {
		return key.columns().stream().noneMatch((column) -> unsettled.contains(new ColumnName(this.name, column)))
				&& key.referencedColumns()
					.stream()
					.noneMatch((column) -> unsettled.contains(new ColumnName(key.referencedTable(), column)));
	}

	private static boolean isUntouched(List<String> columns, Set<String> madeAnew) {
		return columns.stream().noneMatch(madeAnew::contains);
	}

	private <T> void settle(Pairs<T> pairs, Predicate<Pair<T>> same, BiFunction<T, Boolean, Change> drop,
			BiFunction<T, Boolean, Change> add) {
		pairs.removed().forEach((thing) -> this.changes.add(drop.apply(thing, false)));
		pairs.added().forEach((thing) -> this.changes.add(add.apply(thing, false)));
		for (Pair<T> pair : pairs.kept()) {
			if (!same.test(pair)) {
				this.changes.add(drop.apply(pair.current(), true));
				this.changes.add(add.apply(pair.desired(), true));
			}
		}
	}

	private record Structure(List<Index.Part> parts, boolean unique, Expression where, @Nullable String definition) {
		// What makes two indexes the same, whatever they are called.

		static Structure of(Index index) {
			return new Structure(index.parts(), index.unique(), index.where(), withoutName(index));
		}

		private static @Nullable String withoutName(Index index) {
			String definition = index.definition();
			int place = (definition != null) ? definition.indexOf(index.name()) : -1;
			return (definition == null || place < 0) ? definition
					: definition.substring(0, place) + definition.substring(place + index.name().length());
		}

		List<String> columns() {
			return this.parts.stream().map(Index.Part::column).filter(Objects::nonNull).toList();
		}

		boolean rests(String column) {
			return this.where.mentions(column) || this.parts.stream()
				.anyMatch((part) -> column.equals(part.column()) || part.expression().mentions(column));
		}

	}

	private record Reference(SortedMap<String, String> columns, QualifiedName table) {
		// What makes two foreign keys the same, in whatever order they list their
		// columns.

		static Reference of(ForeignKey key) {
			SortedMap<String, String> columns = new TreeMap<>();
			for (int index = 0; index < key.columns().size(); index++) {
				columns.put(key.columns().get(index), key.referencedColumns().get(index));
			}
			return new Reference(columns, key.referencedTable());
		}

	}

}
