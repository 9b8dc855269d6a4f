package dev.migrate.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SequenceOptions;
import dev.migrate.schema.Table;

/**
 * Finds the changes from the current schema to the desired one.
 * <p>
 * Both sides have to be in canonical form: what is equal is the same, and what is not is
 * a change. An aspect of which the desired side has no opinion is never compared.
 */
public final class SchemaDiffer {

	private final Schema current;

	private final Schema desired;

	private final List<Change> changes = new ArrayList<>();

	private SchemaDiffer(Schema current, Schema desired) {
		this.current = current;
		this.desired = desired;
	}

	/**
	 * Compare two schemas.
	 * @param current the schema as it is, in canonical form
	 * @param desired the schema as it is to be, in canonical form
	 * @return the changes; what is on the current side alone is dropped by them, whoever
	 * made it
	 */
	public static Changes diff(Schema current, Schema desired) {
		return new SchemaDiffer(current, desired).diff();
	}

	private Changes diff() {
		this.desired.schemas()
			.stream()
			.filter((name) -> !this.current.schemas().contains(name))
			.forEach((name) -> this.changes.add(new Change.CreateSchema(name)));
		List<Change> removals = diffEnumTypes();
		diffSequences();
		diffTables();
		this.changes.addAll(removals);
		return Changes.of(this.changes);
	}

	private List<Change> diffEnumTypes() {
		List<Change> removals = new ArrayList<>();
		Pairs<EnumType> pairs = Pairs.of(this.current.enumTypes(), this.desired.enumTypes(), EnumType::name);
		pairs.added().forEach((type) -> this.changes.add(new Change.CreateEnumType(type)));
		pairs.removed().forEach((type) -> this.changes.add(new Change.DropEnumType(type)));
		for (Pairs.Pair<EnumType> pair : pairs.kept()) {
			// What is added comes before all columns change, and what is removed goes
			// after
			// that, so that a default is one of the type's values all the time.
			EnumType wide = widened(pair.current(), pair.desired());
			if (!wide.equals(pair.current())) {
				this.changes.add(new Change.AlterEnumType(pair.current(), wide));
			}
			if (!pair.desired().values().containsAll(wide.values())) {
				List<String> left = wide.values().stream().filter(pair.desired().values()::contains).toList();
				removals.add(new Change.AlterEnumType(wide, new EnumType(wide.name(), left)));
			}
		}
		return removals;
	}

	private static EnumType widened(EnumType current, EnumType desired) {
		List<String> values = new ArrayList<>(current.values());
		String before = null;
		for (String value : desired.values()) {
			if (!values.contains(value)) {
				values.add(values.indexOf(before) + 1, value);
			}
			before = value;
		}
		return new EnumType(current.name(), values);
	}

	private void diffSequences() {
		Pairs<Sequence> pairs = Pairs.of(this.current.sequences(), this.desired.sequences(), Sequence::name);
		// A sequence that belongs to a column comes and goes with it, and the column's
		// identity says how it counts. It may still be the one that somebody asks for.
		pairs.added()
			.stream()
			.filter((sequence) -> !sequence.isOwned())
			.forEach((sequence) -> this.changes.add(new Change.CreateSequence(sequence)));
		pairs.removed()
			.stream()
			.filter((sequence) -> !sequence.isOwned())
			.forEach((sequence) -> this.changes.add(new Change.DropSequence(sequence)));
		for (Pairs.Pair<Sequence> pair : pairs.kept()) {
			if (!pair.desired().isOwned()) {
				diffSequence(pair.current(), pair.desired());
			}
		}
	}

	private void diffSequence(Sequence from, Sequence to) {
		SequenceOptions options = (to.options() != null) ? to.options() : from.options();
		if (from.increment() != to.increment() || !Objects.equals(from.options(), options)) {
			this.changes.add(new Change.AlterSequence(from,
					new Sequence(from.name(), from.start(), to.increment(), options, from.owner())));
		}
	}

	private void diffTables() {
		Pairs<Table> pairs = Pairs.of(this.current.tables(), this.desired.tables(), Table::name);
		pairs.removed().forEach(this::drop);
		pairs.added().forEach(this::create);
		List<TableDiffer> differs = pairs.kept()
			.stream()
			.map((pair) -> new TableDiffer(pair.current(), pair.desired()))
			.toList();
		Set<ColumnName> unsettled = differs.stream()
			.flatMap((differ) -> differ.unsettledColumns().stream())
			.collect(Collectors.toSet());
		Set<KeyColumns> unsettledKeys = differs.stream()
			.flatMap((differ) -> differ.unsettledKeys().stream())
			.collect(Collectors.toSet());
		differs.forEach((differ) -> this.changes.addAll(differ.diff(unsettled, unsettledKeys)));
	}

	private void create(Table table) {
		this.changes.add(new Change.CreateTable(table.bare()));
		table.indexes().forEach((index) -> this.changes.add(new Change.CreateIndex(table.name(), index, false)));
		table.foreignKeys().forEach((key) -> this.changes.add(new Change.AddForeignKey(table.name(), key, false)));
	}

	private void drop(Table table) {
		table.foreignKeys().forEach((key) -> this.changes.add(new Change.DropForeignKey(table.name(), key, false)));
		table.indexes().forEach((index) -> this.changes.add(new Change.DropIndex(table.name(), index, false)));
		this.changes.add(new Change.DropTable(table.bare()));
	}

	/**
	 * A column and the table that it belongs to.
	 */
	record ColumnName(QualifiedName table, String column) {

	}

	/**
	 * The columns of a key and the table that it belongs to.
	 */
	record KeyColumns(QualifiedName table, Set<String> columns) {

		static KeyColumns referencedBy(ForeignKey key) {
			return new KeyColumns(key.referencedTable(), Set.copyOf(key.referencedColumns()));
		}

	}

}
