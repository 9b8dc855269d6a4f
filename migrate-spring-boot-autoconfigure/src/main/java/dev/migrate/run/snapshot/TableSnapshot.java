package dev.migrate.run.snapshot;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.change.AlterColumn;
import dev.migrate.change.AlterColumn.Aspect;
import dev.migrate.change.AlterTableComment;
import dev.migrate.change.Change;
import dev.migrate.change.Create;
import dev.migrate.change.Difference;
import dev.migrate.schema.Column;
import dev.migrate.schema.Table;
import dev.migrate.schema.TablePart;
import org.jspecify.annotations.Nullable;

/**
 * A table as the texts that differences consist of.
 *
 * @param name the name of the table, without its schema
 * @param whole the table as a whole
 * @param parts its comment, its constraints and its indexes
 * @param columns its columns
 */
record TableSnapshot(String name, Fact whole, List<Fact> parts, List<ColumnSnapshot> columns) {

	/**
	 * Take a snapshot of a table.
	 * @param table the table
	 * @return the snapshot
	 */
	static TableSnapshot of(Table table) {
		Stream<TablePart> constraints = Stream
			.of(Stream.ofNullable(table.primaryKey()), table.uniqueKeys().stream(), table.foreignKeys().stream(),
					table.checks().stream(), table.indexes().stream())
			.flatMap((parts) -> parts);
		String comment = Objects.requireNonNullElse(table.comment(), "");
		List<Fact> parts = Stream
			.concat(Stream.of(new AlterTableComment(table.name(), comment, comment)),
					constraints.map((part) -> Create.of(table.name(), part)))
			.map(Fact::of)
			.filter(Fact::isPresent)
			.toList();
		return new TableSnapshot(table.name().name(), Fact.of(Create.of(table.bare())), parts,
				table.columns().stream().map((column) -> ColumnSnapshot.of(table, column)).toList());
	}

	/**
	 * Find what has changed since this snapshot.
	 * @param now the same table in another snapshot
	 * @return the differences, with this snapshot as what is desired
	 */
	List<Difference> differencesTo(TableSnapshot now) {
		List<Difference> differences = new ArrayList<>();
		for (ColumnSnapshot column : this.columns) {
			now.column(column.whole().thing())
				.ifPresentOrElse((other) -> differences.addAll(column.differencesTo(other)),
						() -> differences.add(column.whole().missing()));
		}
		now.columns.stream()
			.filter((column) -> column(column.whole().thing()).isEmpty())
			.forEach((column) -> differences.add(column.whole().added()));
		differences.addAll(Fact.differences(this.parts, now.parts));
		return differences;
	}

	private Optional<ColumnSnapshot> column(String thing) {
		return this.columns.stream().filter((column) -> column.whole().thing().equals(thing)).findFirst();
	}

	/**
	 * A column.
	 *
	 * @param whole the column as a whole
	 * @param aspects its type, its default and what else it has
	 */
	record ColumnSnapshot(Fact whole, Map<Aspect, Fact> aspects) {

		static ColumnSnapshot of(Table table, Column column) {
			Map<Aspect, Fact> aspects = new EnumMap<>(Aspect.class);
			for (Aspect aspect : Aspect.values()) {
				Fact fact = Fact.of(new AlterColumn(table.name(), aspect, column, column));
				if (fact.isPresent()) {
					aspects.put(aspect, fact);
				}
			}
			return new ColumnSnapshot(Fact.of(Create.of(table.name(), column)), aspects);
		}

		List<Difference> differencesTo(ColumnSnapshot now) {
			Map<Aspect, Difference> differences = new EnumMap<>(Aspect.class);
			for (Aspect aspect : Aspect.values()) {
				Fact.difference(this.aspects.get(aspect), now.aspects.get(aspect))
					.ifPresent((difference) -> differences.put(aspect, difference));
			}
			Difference type = differences.get(Aspect.TYPE);
			Difference value = differences.get(Aspect.DEFAULT);
			if (type != null && value != null && this.aspects.containsKey(Aspect.DEFAULT)
					&& now.aspects.containsKey(Aspect.DEFAULT)) {
				// As in comparisons, the default changes with the type.
				differences.remove(Aspect.DEFAULT);
				differences.put(Aspect.TYPE,
						new Difference(type.thing(), type.current() + " default " + value.current(),
								type.desired() + " default " + value.desired()));
			}
			return List.copyOf(differences.values());
		}

	}

	/**
	 * A thing and its definition.
	 *
	 * @param thing the thing, as in differences
	 * @param definition the definition in canonical form
	 */
	record Fact(String thing, String definition) {

		static Fact of(Change change) {
			Difference difference = change.difference();
			return new Fact(difference.thing(), difference.desired());
		}

		boolean isPresent() {
			return !this.definition.equals(Difference.NOTHING);
		}

		Difference missing() {
			return new Difference(this.thing, Difference.NOTHING, this.definition);
		}

		Difference added() {
			return new Difference(this.thing, this.definition, Difference.NOTHING);
		}

		static Optional<Difference> difference(@Nullable Fact before, @Nullable Fact now) {
			if (Objects.equals(before, now)) {
				return Optional.empty();
			}
			if (before == null) {
				return Optional.ofNullable(now).map(Fact::added);
			}
			return Optional
				.of((now != null) ? new Difference(before.thing, now.definition, before.definition) : before.missing());
		}

		// Several checks of a table are the same thing.
		static List<Difference> differences(List<Fact> before, List<Fact> now) {
			Set<String> things = Stream.concat(before.stream(), now.stream())
				.map(Fact::thing)
				.collect(Collectors.toCollection(TreeSet::new));
			List<Difference> differences = new ArrayList<>();
			for (String thing : things) {
				List<Fact> gone = without(thing, before, now);
				List<Fact> come = without(thing, now, before);
				for (int i = 0; i < Math.max(gone.size(), come.size()); i++) {
					difference((i < gone.size()) ? gone.get(i) : null, (i < come.size()) ? come.get(i) : null)
						.ifPresent(differences::add);
				}
			}
			return differences;
		}

		private static List<Fact> without(String thing, List<Fact> facts, List<Fact> others) {
			List<Fact> remaining = new ArrayList<>(facts.stream().filter((fact) -> fact.thing.equals(thing)).toList());
			others.forEach(remaining::remove);
			return remaining;
		}

	}

}
