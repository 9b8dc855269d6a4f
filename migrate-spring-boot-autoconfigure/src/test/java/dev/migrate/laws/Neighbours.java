package dev.migrate.laws;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.dialect.Identifiers;
import dev.migrate.schema.Column;
import dev.migrate.schema.Index;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Table;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;
import org.yaml.snakeyaml.Yaml;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The catalogue of what people add to a table by hand, in the SQL of a product.
 *
 * @param once the statements that prepare a database
 * @param kept what changes have to keep
 * @param named what may prevent changes, which then have to name it
 */
record Neighbours(List<String> once, List<Neighbour> kept, List<Neighbour> named) {

	/**
	 * Read the catalogue of a product.
	 * @param product the product
	 * @return the catalogue
	 */
	static Neighbours of(TestProduct product) {
		try (InputStream file = Neighbours.class.getResourceAsStream("/neighbours/" + product.shortName() + ".yaml")) {
			Map<String, Object> groups = new Yaml().load(Objects.requireNonNull(file, product + " has no catalogue"));
			return new Neighbours(statements(groups.get("once")), neighbours(groups.get("kept")),
					neighbours(groups.get("named")));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<String> statements(Object sql) {
		return (sql instanceof List<?> list) ? list.stream().map(String::valueOf).toList()
				: (sql != null) ? List.of(String.valueOf(sql)) : List.of();
	}

	@SuppressWarnings("unchecked")
	private static List<Neighbour> neighbours(Object group) {
		return ((List<Map<String, Object>>) group).stream()
			.map((entry) -> new Neighbour(String.valueOf(entry.get("name")),
					Objects.requireNonNullElse((String) entry.get("needs"), ""), statements(entry.get("sql")),
					statements(entry.get("use")), String.valueOf(entry.get("fact"))))
			.toList();
	}

	Stream<Neighbour> all() {
		return Stream.concat(this.kept.stream(), this.named.stream());
	}

	/**
	 * Return a kind of object with the one that it needs.
	 * @param neighbour the kind
	 * @return the kinds, in the order in which they can be added
	 */
	List<Neighbour> with(Neighbour neighbour) {
		return all().filter((other) -> other.name().equals(neighbour.needs()) || other == neighbour).toList();
	}

	/**
	 * Add objects of some kinds to each table.
	 * @param database the database
	 * @param tables the tables
	 * @param identifiers renders names
	 * @param neighbours the kinds of objects
	 * @return what was added
	 */
	Added add(TestDatabase database, List<Table> tables, Identifiers identifiers, List<Neighbour> neighbours) {
		String name = database.url().replaceAll(".*/([^?;]*).*", "$1").toLowerCase(Locale.ROOT).replaceAll("\\W", "");
		Map<String, Fact> facts = new LinkedHashMap<>();
		Set<QualifiedName> related = related(tables);
		database.execute(this.once.stream().map((sql) -> sql.replace("{database}", name)).toArray(String[]::new));
		for (Neighbour neighbour : neighbours) {
			for (Table table : tables) {
				Map<String, String> values = values(table, identifiers);
				values.put("database", name);
				values.put("alone", related.contains(table.name()) ? "" : values.get("keys"));
				if (neighbour.sql().stream().noneMatch((sql) -> needsMissing(sql, values))) {
					database.execute(neighbour.sql().stream().map((sql) -> fill(sql, values)).toArray(String[]::new));
					facts.put(neighbour.name() + " of " + table.name(),
							new Fact(neighbour.use().stream().map((sql) -> fill(sql, values)).toList(),
									fill(neighbour.fact(), values)));
				}
			}
		}
		return new Added(facts);
	}

	// Tables with foreign keys or several keys, which can have no partitions.
	private static Set<QualifiedName> related(List<Table> tables) {
		Set<QualifiedName> related = new HashSet<>();
		for (Table table : tables) {
			if (!table.uniqueKeys().isEmpty() || table.indexes().stream().anyMatch(Index::unique)) {
				related.add(table.name());
			}
			table.foreignKeys().forEach((key) -> related.addAll(List.of(table.name(), key.referencedTable())));
		}
		return related;
	}

	private static boolean needsMissing(String sql, Map<String, String> values) {
		return values.entrySet()
			.stream()
			.anyMatch((value) -> value.getValue().isEmpty() && !value.getKey().equals("prefix")
					&& sql.contains("{" + value.getKey() + "}"));
	}

	private static String fill(String sql, Map<String, String> values) {
		String filled = sql;
		for (Map.Entry<String, String> value : values.entrySet()) {
			filled = filled.replace("{" + value.getKey() + "}", value.getValue());
		}
		return filled;
	}

	private static Map<String, String> values(Table table, Identifiers identifiers) {
		List<String> columns = names(table.columns(), identifiers);
		List<String> stored = names(table.columns().stream().filter((column) -> !column.isGenerated()).toList(),
				identifiers);
		PrimaryKey primaryKey = table.primaryKey();
		List<Column> keyColumns = (primaryKey != null)
				? primaryKey.columns().stream().map((name) -> table.column(name).orElseThrow()).toList() : List.of();
		Map<String, String> values = new TreeMap<>();
		values.put("table", identifiers.of(table.name()));
		values.put("plain", table.name().name());
		values.put("t", table.name().name().toLowerCase(Locale.ROOT));
		values.put("columns", String.join(", ", columns));
		values.put("stored", String.join(", ", stored));
		values.put("none", stored.stream().map((name) -> name + " is null").collect(Collectors.joining(" and ")));
		values.put("some",
				stored.stream().map((name) -> "new." + name + " is not null").collect(Collectors.joining(" or ")));
		values.put("nothing",
				stored.stream()
					.map((name) -> name + " is null and " + name + " is not null")
					.collect(Collectors.joining(" and ")));
		List<String> computable = names(
				table.columns().stream().filter((column) -> isComputable(table, column)).toList(), identifiers);
		values.put("computable", String.join(", ", computable));
		values.put("absent", computable.stream().map((name) -> name + " is null").collect(Collectors.joining(" and ")));
		String key = table.columns()
			.stream()
			.filter((column) -> !column.isGenerated() && isOrdered(column))
			.map(Column::name)
			.findFirst()
			.orElse("");
		values.put("key", key.isEmpty() ? "" : identifiers.of(key));
		values.put("rawkey", key);
		values.put("key2", second(table, key, identifiers));
		values.put("text", text(table, identifiers));
		values.put("prefix", (table.name().schema() != null) ? table.name().schema() + "." : "");
		values.put("keys", String.join(", ", names(keyColumns, identifiers)));
		values.put("keydefs",
				keyColumns.stream()
					.map((column) -> identifiers.of(column.name()) + " " + column.type())
					.collect(Collectors.joining(", ")));
		return values;
	}

	// On some products, a generated column cannot use these.
	private static boolean isComputable(Table table, Column column) {
		return !column.isGenerated() && !column.isNumbered()
				&& !column.type().canonical().toLowerCase(Locale.ROOT).startsWith("char(")
				&& table.foreignKeys().stream().noneMatch((key) -> key.dependsOn(column.name()));
	}

	private static String second(Table table, String key, Identifiers identifiers) {
		return table.columns()
			.stream()
			.filter((column) -> !column.name().equals(key) && !column.isGenerated() && isOrdered(column))
			.map((column) -> identifiers.of(column.name()))
			.findFirst()
			.orElse("");
	}

	private static String text(Table table, Identifiers identifiers) {
		return table.columns()
			.stream()
			.filter((column) -> !column.isGenerated() && column.type().canonical().contains("char"))
			.map((column) -> identifiers.of(column.name()))
			.findFirst()
			.orElse("");
	}

	private static boolean isOrdered(Column column) {
		String type = column.type().canonical().toLowerCase(Locale.ROOT);
		return type.startsWith("bigint") || type.startsWith("int") || type.startsWith("uuid")
				|| type.startsWith("varchar") || type.startsWith("character varying");
	}

	private static List<String> names(List<Column> columns, Identifiers identifiers) {
		return new ArrayList<>(columns.stream().map((column) -> identifiers.of(column.name())).toList());
	}

	/**
	 * Replace a name.
	 * @param text the text with the name, in lower or upper case
	 * @param from the old name
	 * @param to the new name
	 * @return the text with the new name
	 */
	static String renamed(String text, String from, String to) {
		return text.replaceAll("\\b" + from + "\\b", to)
			.replaceAll("\\b" + from.toUpperCase(Locale.ROOT) + "\\b", to.toUpperCase(Locale.ROOT));
	}

	/**
	 * One kind of object.
	 *
	 * @param name the name of the kind
	 * @param needs the name of the kind that it is added to; empty for none
	 * @param sql the statements that add it to a table
	 * @param use the statements that use it
	 * @param fact the query for what has to stay, after it was used
	 */
	record Neighbour(String name, String needs, List<String> sql, List<String> use, String fact) {

		private static final Pattern NAME = Pattern.compile("\\b(\\w+_)\\{t}");

		/**
		 * Return whether a message gives one of the objects as the reason of a rejection.
		 * @param message the message
		 * @return whether it names an object, or partitions or privileges if the kind has
		 * no name
		 */
		boolean isNamedIn(String message) {
			Set<String> prefixes = this.sql.stream()
				.flatMap((statement) -> NAME.matcher(statement).results())
				.map((match) -> match.group(1))
				.collect(Collectors.toSet());
			String names = prefixes.isEmpty() ? "(partition|privilege)" : "\\b(" + String.join("|", prefixes) + ")\\w";
			return Pattern.compile("(?i)because of .*" + names).matcher(message).find();
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

	/**
	 * What has to stay.
	 *
	 * @param use the statements that are executed before
	 * @param query the query
	 */
	record Fact(List<String> use, String query) {

		Fact renamed(String from, String to) {
			return new Fact(this.use.stream().map((sql) -> Neighbours.renamed(sql, from, to)).toList(),
					Neighbours.renamed(this.query, from, to));
		}

		String read(TestDatabase database, JdbcTemplate jdbc) {
			try {
				database.execute(this.use.toArray(String[]::new));
				return String.valueOf(jdbc.queryForList(this.query).stream().map(Map::values).toList());
			}
			catch (RuntimeException ex) {
				return "failed: " + ex.getMessage();
			}
		}

	}

	/**
	 * Objects that were added to a database.
	 *
	 * @param facts what has to stay, by name
	 */
	record Added(Map<String, Fact> facts) {

		Map<String, String> read(TestDatabase database) {
			JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
			Map<String, String> read = new LinkedHashMap<>();
			this.facts.forEach((name, fact) -> read.put(name, fact.read(database, jdbc)));
			return read;
		}

		/**
		 * Return what has to stay after a rename.
		 * @param from the old name
		 * @param to the new name
		 * @return the same with other queries
		 */
		Added renamed(String from, String to) {
			Map<String, Fact> renamed = new LinkedHashMap<>();
			this.facts.forEach((name, fact) -> renamed.put(name, fact.renamed(from, to)));
			return new Added(renamed);
		}

	}

}
