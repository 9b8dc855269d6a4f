package dev.migrate.dialect;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.migrate.change.Change;
import dev.migrate.change.Change.Aspect;
import dev.migrate.change.Changes;
import dev.migrate.schema.Check;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;

/**
 * What stands in the way of a change on some products: it is dropped before the change
 * and made anew after it.
 */
public final class Obstacles {

	private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*");

	private Obstacles() {
	}

	/**
	 * Drop the checks that speak of a column which gets another type, and make them anew.
	 * @param changes the changes
	 * @param current the schema as it is, in canonical form
	 * @return the changes with what they need beside them
	 */
	public static Changes checksOfRetypedColumns(Changes changes, Schema current) {
		Set<Change> all = new LinkedHashSet<>(changes.asList());
		for (Change change : changes) {
			if (change instanceof Change.AlterColumn alter && alter.aspect() == Aspect.TYPE) {
				checks(current, alter.table()).stream()
					.filter((check) -> speaksOf(check, alter.from().name())
							&& !isDropped(check, alter.table(), changes))
					.forEach((check) -> {
						all.add(new Change.DropCheck(alter.table(), check, true));
						all.add(new Change.AddCheck(alter.table(), check, true));
					});
			}
		}
		return Changes.of(all);
	}

	/**
	 * Drop all that rests on a column which gets another type or other nullability, keys
	 * and indexes too, and make it anew. Foreign keys have gone already.
	 * @param changes the changes
	 * @param current the schema as it is, in canonical form
	 * @return the changes with what they need beside them
	 */
	public static Changes allOfAlteredColumns(Changes changes, Schema current) {
		Set<Change> all = new LinkedHashSet<>(checksOfRetypedColumns(changes, current).asList());
		List<Change> before = List.copyOf(all);
		for (Change change : changes) {
			if (change instanceof Change.AlterColumn alter
					&& (alter.aspect() == Aspect.TYPE || alter.aspect() == Aspect.NULLABILITY)) {
				current.table(alter.table())
					.ifPresent((table) -> resting(table, alter.from().name())
						.filter((drop) -> before.stream().noneMatch((other) -> isSameDrop(drop, other)))
						.forEach((drop) -> {
							all.add(drop);
							all.add(drop.reverse());
						}));
			}
		}
		return Changes.of(all);
	}

	private static Stream<Change> resting(Table table, String column) {
		Stream<Change> primaryKey = Stream.ofNullable(table.primaryKey())
			.filter((key) -> key.columns().contains(column))
			.map((key) -> new Change.DropPrimaryKey(table.name(), key, true));
		Stream<Change> uniqueKeys = table.uniqueKeys()
			.stream()
			.filter((key) -> key.columns().contains(column))
			.map((key) -> new Change.DropUniqueKey(table.name(), key, true));
		Stream<Change> indexes = table.indexes()
			.stream()
			.filter((index) -> index.definition() == null
					&& index.parts().stream().anyMatch((part) -> column.equals(part.column())))
			.map((index) -> new Change.DropIndex(table.name(), index, true));
		return Stream.of(primaryKey, uniqueKeys, indexes).flatMap((drops) -> drops);
	}

	private static boolean isSameDrop(Change drop, Change other) {
		if (drop instanceof Change.DropPrimaryKey key) {
			return other instanceof Change.DropPrimaryKey same && same.table().equals(key.table());
		}
		if (drop instanceof Change.DropUniqueKey key) {
			return other instanceof Change.DropUniqueKey same && same.table().equals(key.table())
					&& same.key().equals(key.key());
		}
		return drop instanceof Change.DropIndex index && other instanceof Change.DropIndex same
				&& same.table().equals(index.table()) && same.index().equals(index.index());
	}

	private static boolean isDropped(Check check, QualifiedName table, Changes changes) {
		return changes.stream()
			.anyMatch((change) -> change instanceof Change.DropCheck drop && drop.table().equals(table)
					&& drop.check().equals(check));
	}

	private static List<Check> checks(Schema current, QualifiedName table) {
		return current.table(table).map(Table::checks).orElse(List.of());
	}

	private static boolean speaksOf(Check check, String column) {
		if (!WORD.matcher(column).matches()) {
			return check.condition().sql().contains(Identifiers.quoted(column));
		}
		Matcher matcher = WORD.matcher(check.condition().sql());
		while (matcher.find()) {
			if (matcher.group().toLowerCase(Locale.ROOT).equals(column.toLowerCase(Locale.ROOT))) {
				return true;
			}
		}
		return false;
	}

}
