package dev.migrate.realworld;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.testing.TestDatabase;

/**
 * The facts about the tables of a database, read from PostgreSQL's catalog. It shares no
 * code with the schema reader, so that it can verify the reader.
 */
final class CatalogFacts {

	private static final List<String> QUERIES = List.of(
			"""
					select c.relname, format('column %s.%s', c.relname, a.attname),
					  format('type of %s.%s: %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod)),
					  case when a.attnotnull then format('no null in %s.%s', c.relname, a.attname) end
					from pg_attribute a join pg_class c on c.oid = a.attrelid
					where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attnum > 0 and not a.attisdropped""",
			"""
					select c.relname, case k.contype when 'c' then format('check %s of %s',
					    regexp_replace(k.conname, '(.*)_check$', 'ck_\\1'), c.relname)
					  else case k.contype when 'p' then 'primary key ' when 'u' then 'unique key ' else 'foreign key ' end
					    || format('%s (%s)', c.relname, (select string_agg(a.attname, ', ' order by a.attname::text)
					      from pg_attribute a where a.attrelid = c.oid and a.attnum = any (k.conkey)))
					    || case when k.contype = 'f' then ' to ' || k.confrelid::regclass else '' end end
					from pg_constraint k join pg_class c on c.oid = k.conrelid
					where k.contype in ('p', 'u', 'f', 'c') and c.relnamespace = 'public'::regnamespace""",
			"""
					select c.relname, case when i.indisunique and i.indpred is null and i.indexprs is null
					  then format('unique key %s (%s)', c.relname, (select string_agg(a.attname, ', ' order by a.attname::text)
					    from pg_attribute a where a.attrelid = c.oid and a.attnum = any (i.indkey)))
					  else format('index %s on %s', x.relname, c.relname) end
					from pg_index i join pg_class c on c.oid = i.indrelid join pg_class x on x.oid = i.indexrelid
					where c.relnamespace = 'public'::regnamespace
					  and not exists (select from pg_constraint k where k.conindid = i.indexrelid)""",
			"select relname, 'table ' || relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace");

	private static final Pattern TYPE = Pattern.compile("change type of (\\S+) from (.+) to (.+)");

	private static final Pattern REPLACE = Pattern.compile("replace ((?:primary|unique) key )(.+) by \\1(.+)");

	private static final Pattern ADD_OR_DROP = Pattern.compile("(add|create|drop) (.+)");

	private static final Pattern KEY = Pattern.compile("((?:primary|unique|foreign) key \\w+) \\(([^)]*)\\)(.*)");

	private CatalogFacts() {
	}

	/**
	 * Read the facts of a database, without those of Liquibase's tables.
	 * @param database the database
	 * @return the facts, in order
	 */
	static Set<String> of(TestDatabase database) {
		Set<String> facts = new TreeSet<>();
		try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
			for (String query : QUERIES) {
				ResultSet rows = statement.executeQuery(query);
				while (rows.next()) {
					if (!rows.getString(1).startsWith("databasechangelog")) {
						for (int place = 2; place <= rows.getMetaData().getColumnCount(); place++) {
							Stream.ofNullable(rows.getString(place)).forEach(facts::add);
						}
					}
				}
			}
			return facts;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return the difference between two databases. Facts about a table or column that
	 * exists in only one of them are omitted.
	 * @param current the facts of the current database
	 * @param desired the facts of the desired database
	 * @return the removed facts with a minus, the added facts with a plus
	 */
	static Set<String> difference(Set<String> current, Set<String> desired) {
		Set<String> difference = new TreeSet<>();
		minus(current, desired).filter((fact) -> isComparable(fact, desired))
			.forEach((fact) -> difference.add("- " + fact));
		minus(desired, current).filter((fact) -> isComparable(fact, current))
			.forEach((fact) -> difference.add("+ " + fact));
		return difference;
	}

	private static Stream<String> minus(Set<String> facts, Set<String> others) {
		return facts.stream().filter((fact) -> !others.contains(fact));
	}

	private static boolean isComparable(String fact, Set<String> others) {
		if (fact.startsWith("table ")) {
			return true;
		}
		Matcher place = Pattern
			.compile("(?:column|type of|no null in|(?:primary|unique|foreign) key|.* on|.* of) (\\w+)(\\.\\w+)?.*")
			.matcher(fact);
		if (!place.matches() || !others.contains("table " + place.group(1))) {
			return false;
		}
		return fact.startsWith("column ") || place.group(2) == null
				|| others.contains("column " + place.group(1) + place.group(2));
	}

	/**
	 * Return the facts that changes remove and add.
	 * @param descriptions the descriptions of the changes
	 * @return the removed facts with a minus, the added facts with a plus
	 */
	static Set<String> ofChanges(Collection<String> descriptions) {
		Set<String> facts = new TreeSet<>();
		descriptions.stream().flatMap(CatalogFacts::facts).forEach(facts::add);
		// An object that is recreated is no difference.
		Set<String> idle = facts.stream()
			.filter((fact) -> fact.startsWith("- ") && facts.contains("+ " + fact.substring(2)))
			.flatMap((fact) -> Stream.of(fact, "+ " + fact.substring(2)))
			.collect(Collectors.toCollection(HashSet::new));
		facts.removeAll(idle);
		return facts;
	}

	private static Stream<String> facts(String description) {
		Matcher type = TYPE.matcher(description);
		if (type.matches()) {
			String place = "type of " + type.group(1) + ": ";
			return Stream.of("- " + place + type.group(2), "+ " + place + type.group(3));
		}
		if (description.startsWith("drop not null on ")) {
			return Stream.of("- no null in " + description.substring("drop not null on ".length()));
		}
		if (description.startsWith("set not null on ")) {
			return Stream.of("+ no null in " + description.substring("set not null on ".length()));
		}
		if (description.startsWith("recreate ")) {
			return Stream.empty();
		}
		Matcher replaced = REPLACE.matcher(description);
		if (replaced.matches()) {
			return Stream
				.of("drop " + replaced.group(1) + replaced.group(2), "add " + replaced.group(1) + replaced.group(3))
				.flatMap(CatalogFacts::facts);
		}
		Matcher change = ADD_OR_DROP.matcher(description);
		if (!change.matches()) {
			return Stream.of("not understood: " + description);
		}
		String object = change.group(2);
		Matcher key = KEY.matcher(object);
		if (key.matches()) {
			object = Stream.of(key.group(2).split(", "))
				.sorted()
				.collect(Collectors.joining(", ", key.group(1) + " (", ")" + key.group(3)));
		}
		else if (object.startsWith("index ")) {
			object = object.substring(0, object.indexOf(" ("));
		}
		else if (object.startsWith("check ")) {
			object = object.replace(" to ", " of ");
		}
		return Stream.of((change.group(1).equals("drop") ? "- " : "+ ") + object);
	}

}
