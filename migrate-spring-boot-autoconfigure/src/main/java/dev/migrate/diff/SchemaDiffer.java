package dev.migrate.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import dev.migrate.change.AlterEnumType;
import dev.migrate.change.AlterSequence;
import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.change.Create;
import dev.migrate.change.Drop;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.Namespace;
import dev.migrate.schema.NumberedColumn;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SequenceOptions;
import dev.migrate.schema.Table;

/**
 * Finds the changes from the current schema to the desired one.
 * <p>
 * Both sides have to be in canonical form: every inequality is a change. An aspect that
 * the desired side does not define is never compared.
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
	 * @param current the current schema, in canonical form
	 * @param desired the desired schema, in canonical form
	 * @return the changes, which drop everything that only the current schema has,
	 * managed or not
	 */
	public static Changes diff(Schema current, Schema desired) {
		return new SchemaDiffer(current, desired).diff();
	}

	private Changes diff() {
		this.desired.schemas()
			.stream()
			.filter((name) -> !this.current.schemas().contains(name))
			.forEach((name) -> this.changes.add(Create.of(new Namespace(name))));
		List<Change> removals = diffEnumTypes();
		diffSequences();
		diffTables();
		this.changes.addAll(removals);
		return Changes.of(this.changes);
	}

	private List<Change> diffEnumTypes() {
		List<Change> removals = new ArrayList<>();
		Pairs<EnumType> pairs = Pairs.of(this.current.enumTypes(), this.desired.enumTypes(), EnumType::name);
		pairs.added().forEach((type) -> this.changes.add(Create.of(type)));
		pairs.removed().forEach((type) -> this.changes.add(Drop.of(type)));
		for (Pairs.Pair<EnumType> pair : pairs.kept()) {
			// Values are added before any column changes and removed afterwards, so that
			// a default is always a value of its type.
			EnumType current = withNewColumns(pair.current(), pair.desired());
			EnumType wide = widened(current, pair.desired());
			if (!wide.equals(current)) {
				this.changes.add(new AlterEnumType(current, wide));
			}
			if (!pair.desired().values().containsAll(wide.values())) {
				List<String> left = wide.values().stream().filter(pair.desired().values()::contains).toList();
				removals.add(new AlterEnumType(wide, wide.withValues(left)));
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
		return current.withValues(values);
	}

	private static EnumType withNewColumns(EnumType current, EnumType desired) {
		return current
			.withColumns(Stream.concat(current.columns().stream(), desired.columns().stream()).distinct().toList());
	}

	private void diffSequences() {
		Pairs<Sequence> pairs = Pairs.of(this.current.sequences(), this.desired.sequences(), Sequence::name);
		// A sequence that belongs to a column is created and dropped with it, and its
		// options are those of the identity. It may also be desired by name.
		pairs.added()
			.stream()
			.filter((sequence) -> !sequence.isOwned())
			.forEach((sequence) -> this.changes.add(Create.of(sequence.withNumbers(existing(sequence.numbers())))));
		pairs.removed()
			.stream()
			.filter((sequence) -> !sequence.isOwned())
			.forEach((sequence) -> this.changes.add(Drop.of(sequence.isNumbering() ? sequence
					: sequence.withNumbers(SequenceNumbers.byName(this.current, sequence.name())))));
		for (Pairs.Pair<Sequence> pair : pairs.kept()) {
			if (!pair.desired().isOwned()) {
				diffSequence(pair.current(), pair.desired());
			}
		}
	}

	private List<NumberedColumn> existing(List<NumberedColumn> numbers) {
		return numbers.stream()
			.filter((number) -> this.current.table(number.table())
				.flatMap((table) -> table.column(number.column()))
				.isPresent())
			.toList();
	}

	private void diffSequence(Sequence from, Sequence to) {
		SequenceOptions options = (to.options() != null) ? to.options() : from.options();
		if (from.increment() != to.increment() || !Objects.equals(from.options(), options)) {
			this.changes.add(new AlterSequence(from,
					from.withIncrement(to.increment()).withOptions(options).withNumbers(existing(to.numbers()))));
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
		ForeignKeyBlockers blockers = new ForeignKeyBlockers();
		differs.forEach((differ) -> differ.addTo(blockers));
		differs.forEach((differ) -> this.changes.addAll(differ.diff(blockers)));
	}

	private void create(Table table) {
		this.changes.add(Create.of(table.bare()));
		table.indexes().forEach((index) -> this.changes.add(Create.of(table.name(), index)));
		table.foreignKeys().forEach((key) -> this.changes.add(Create.of(table.name(), key)));
	}

	private void drop(Table table) {
		table.foreignKeys().forEach((key) -> this.changes.add(Drop.of(table.name(), key)));
		table.indexes().forEach((index) -> this.changes.add(Drop.of(table.name(), index)));
		this.changes.add(Drop.of(table.bare()));
	}

}
