package dev.migrate.run.snapshot;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.migrate.change.AlterColumn.Aspect;
import dev.migrate.change.Difference;
import dev.migrate.run.snapshot.TableSnapshot.ColumnSnapshot;
import dev.migrate.run.snapshot.TableSnapshot.Fact;
import dev.migrate.schema.Table;

/**
 * The tables of a schema at some time, in a form that can be stored.
 */
public final class SchemaSnapshot {

	private static final String TABLE = "table";

	private static final String PART = "part";

	private static final String COLUMN = "column";

	private final Map<String, TableSnapshot> tables = new TreeMap<>();

	private SchemaSnapshot(List<TableSnapshot> tables) {
		tables.forEach((table) -> this.tables.put(table.name(), table));
	}

	/**
	 * Take a snapshot.
	 * @param tables the tables of one schema
	 * @return the snapshot
	 */
	public static SchemaSnapshot of(List<Table> tables) {
		return new SchemaSnapshot(tables.stream().map(TableSnapshot::of).toList());
	}

	/**
	 * Find what has changed since this snapshot.
	 * @param now a later snapshot
	 * @return the differences by table, with this snapshot as what is desired; only
	 * tables that have any
	 */
	public Map<String, List<Difference>> differencesTo(SchemaSnapshot now) {
		Map<String, List<Difference>> differences = new TreeMap<>();
		this.tables.forEach((name, table) -> {
			TableSnapshot other = now.tables.get(name);
			List<Difference> found = (other != null) ? table.differencesTo(other) : List.of(table.whole().missing());
			if (!found.isEmpty()) {
				differences.put(name, found);
			}
		});
		now.tables.forEach((name, table) -> {
			if (!this.tables.containsKey(name)) {
				differences.put(name, List.of(table.whole().added()));
			}
		});
		return differences;
	}

	/**
	 * Return this snapshot with some tables as they are in another one.
	 * @param other the other snapshot
	 * @param names the names of the tables
	 * @return the changed copy
	 */
	public SchemaSnapshot with(SchemaSnapshot other, Set<String> names) {
		SchemaSnapshot changed = new SchemaSnapshot(List.copyOf(this.tables.values()));
		for (String name : names) {
			TableSnapshot table = other.tables.get(name);
			if (table != null) {
				changed.tables.put(name, table);
			}
			else {
				changed.tables.remove(name);
			}
		}
		return changed;
	}

	/**
	 * Return the text that stands for this snapshot.
	 * @return the text, one line for each thing, in letters that each database can store
	 */
	String text() {
		StringBuilder text = new StringBuilder();
		for (TableSnapshot table : this.tables.values()) {
			line(text, TABLE, table.name(), table.whole());
			table.parts().forEach((part) -> line(text, PART, "", part));
			for (ColumnSnapshot column : table.columns()) {
				line(text, COLUMN, "", column.whole());
				column.aspects().forEach((aspect, fact) -> line(text, aspect.name(), "", fact));
			}
		}
		return text.toString();
	}

	private static void line(StringBuilder text, String kind, String name, Fact fact) {
		text.append(List.of(kind, name, fact.thing(), fact.definition())
			.stream()
			.map((field) -> URLEncoder.encode(field, StandardCharsets.UTF_8))
			.collect(Collectors.joining(" ", "", "\n")));
	}

	/**
	 * Return the snapshot that a text stands for.
	 * @param text the text
	 * @return the snapshot
	 * @throws IllegalArgumentException if it is no such text
	 */
	static SchemaSnapshot parse(String text) {
		List<TableSnapshot> tables = new ArrayList<>();
		text.lines().forEach((line) -> {
			List<String> fields = Arrays.stream(line.split(" ", -1))
				.map((field) -> URLDecoder.decode(field, StandardCharsets.UTF_8))
				.toList();
			if (fields.size() != 4) {
				throw new IllegalArgumentException("No snapshot of a schema");
			}
			Fact fact = new Fact(fields.get(2), fields.get(3));
			switch (fields.get(0)) {
				case TABLE -> tables.add(new TableSnapshot(fields.get(1), fact, new ArrayList<>(), new ArrayList<>()));
				case PART -> last(tables).parts().add(fact);
				case COLUMN -> last(tables).columns().add(new ColumnSnapshot(fact, new EnumMap<>(Aspect.class)));
				default -> last(last(tables).columns()).aspects().put(Aspect.valueOf(fields.get(0)), fact);
			}
		});
		return new SchemaSnapshot(tables);
	}

	private static <T> T last(List<T> list) {
		if (list.isEmpty()) {
			throw new IllegalArgumentException("No snapshot of a schema");
		}
		return list.get(list.size() - 1);
	}

}
