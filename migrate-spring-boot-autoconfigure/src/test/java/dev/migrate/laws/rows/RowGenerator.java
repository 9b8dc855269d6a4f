package dev.migrate.laws.rows;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.migrate.database.CurrentSchema;
import dev.migrate.dialect.Identifiers;
import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueKey;
import dev.migrate.testing.TestDatabase;

/**
 * Fills every table of a database with rows that its keys and checks allow.
 * <p>
 * All columns that foreign keys connect have the same value in the rows of one number, so
 * that each row has its match. The checks are not understood but tried: values that occur
 * in their conditions replace others until the database accepts the row.
 */
public final class RowGenerator {

	private static final int TRIES = 400;

	private final TestDatabase database;

	private final Schema schema;

	private final Schema desired;

	private final Identifiers identifiers;

	private final ColumnValues values;

	private final Map<Place, Place> connected = new HashMap<>();

	private final Style style;

	private RowGenerator(TestDatabase database, CurrentSchema current, Schema desired, Style style) {
		this.desired = current.dialect().canonical(desired, current.scope());
		this.database = database;
		this.schema = current.schema();
		this.identifiers = current.dialect().ddl().identifiers();
		this.values = new ColumnValues(database.product(), this.schema);
		this.style = style;
		for (Table table : this.schema.tables()) {
			for (ForeignKey key : table.foreignKeys()) {
				for (int i = 0; i < key.columns().size(); i++) {
					connect(new Place(table.name(), key.columns().get(i)),
							new Place(key.referencedTable(), key.referencedColumns().get(i)));
				}
			}
		}
	}

	/**
	 * Fill every table.
	 * @param database the database
	 * @param desired the schema of the entities, for the names of its other schemas
	 * @param style the kind of rows
	 * @return the number of rows
	 * @throws IllegalStateException if a table cannot be given any row
	 */
	public static int fill(TestDatabase database, Schema desired, Style style) {
		try (Connection connection = database.connect()) {
			CurrentSchema current = Contents.read(connection, desired);
			return new RowGenerator(database, current, desired, style).fill(connection);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex.getMessage(), ex);
		}
	}

	/**
	 * Delete the rows of every table.
	 * @param database the database
	 * @param desired the schema of the entities, for the names of its other schemas
	 */
	public static void clear(TestDatabase database, Schema desired) {
		try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
			RowGenerator rows = new RowGenerator(database, Contents.read(connection, desired), desired, Style.ORDINARY);
			List<Table> tables = rows.ordered();
			Collections.reverse(tables);
			for (Table table : tables) {
				statement.execute("delete from " + rows.identifiers.of(table.name()));
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex.getMessage(), ex);
		}
	}

	private int fill(Connection connection) throws SQLException {
		int count = 0;
		try (Statement statement = connection.createStatement()) {
			for (String sql : enforcement(false)) {
				statement.execute(sql);
			}
			for (Table table : ordered()) {
				int rows = fill(statement, table);
				if (rows == 0) {
					throw new IllegalStateException("No row for " + table);
				}
				count += rows;
			}
			for (String sql : enforcement(true)) {
				statement.execute(sql);
			}
		}
		return count;
	}

	private int fill(Statement statement, Table table) throws SQLException {
		int count = 0;
		for (int row = 0; row < this.style.rows(); row++) {
			if (insert(statement, table, row)) {
				count++;
			}
		}
		return count;
	}

	private boolean insert(Statement statement, Table table, int row) throws SQLException {
		Map<Column, List<String>> candidates = candidates(table, row);
		Map<Column, String> chosen = new LinkedHashMap<>();
		candidates.forEach((column, values) -> chosen.put(column, values.get(0)));
		Map<List<Column>, int[]> positions = new HashMap<>();
		SQLException failure = null;
		for (int attempt = 0; attempt < TRIES; attempt++) {
			try {
				statement.execute(sql(table, chosen));
				return true;
			}
			catch (SQLException ex) {
				failure = ex;
				List<Column> free = free(table, ex, candidates);
				int[] position = positions.computeIfAbsent(free, (any) -> new int[free.size()]);
				if (!next(position, free, candidates)) {
					break;
				}
				for (int i = 0; i < position.length; i++) {
					chosen.put(free.get(i), candidates.get(free.get(i)).get(position[i]));
				}
			}
		}
		if (row == 0) {
			throw new IllegalStateException(failure.getMessage() + " " + sql(table, chosen), failure);
		}
		return false;
	}

	/**
	 * Return the columns with other candidates that the violated check mentions, or all
	 * of them if the message names no check.
	 */
	private static List<Column> free(Table table, SQLException failure, Map<Column, List<String>> candidates) {
		String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
		List<Check> violated = table.checks()
			.stream()
			.filter((check) -> message
				.matches("(?s).*\\b" + Pattern.quote(check.name().toLowerCase(Locale.ROOT)) + "\\b.*"))
			.toList();
		return candidates.keySet()
			.stream()
			.filter((column) -> candidates.get(column).size() > 1)
			.filter((column) -> violated.isEmpty()
					|| violated.stream().anyMatch((check) -> check.dependsOn(column.name())))
			.toList();
	}

	private static boolean next(int[] positions, List<Column> free, Map<Column, List<String>> candidates) {
		for (int i = 0; i < positions.length; i++) {
			if (++positions[i] < candidates.get(free.get(i)).size()) {
				return true;
			}
			positions[i] = 0;
		}
		return false;
	}

	private String sql(Table table, Map<Column, String> values) {
		String name = this.identifiers.of(table.name());
		if (values.isEmpty()) {
			return "insert into " + name + switch (this.database.product()) {
				case MYSQL, MARIADB -> " () values ()";
				default -> " default values";
			};
		}
		boolean numbered = values.keySet()
			.stream()
			.anyMatch((column) -> column.identityOrNone().mode() == Identity.Mode.ALWAYS);
		return "insert into " + name + this.identifiers.list(values.keySet().stream().map(Column::name).toList())
				+ (numbered ? " overriding system value" : "") + " values (" + String.join(", ", values.values()) + ")";
	}

	private Map<Column, List<String>> candidates(Table table, int row) {
		Set<String> distinct = distinct(table);
		Map<Column, List<String>> candidates = new LinkedHashMap<>();
		for (Column column : table.columns()) {
			if (column.isGenerated()) {
				continue;
			}
			List<String> values = new ArrayList<>();
			Place place = new Place(table.name(), column.name());
			if (this.connected.containsKey(place)) {
				values.add(this.values.ordinary(column(root(place)), row));
			}
			else {
				boolean computed = table.columns().stream().anyMatch((other) -> other.dependsOn(column.name()));
				values.add(value(table, column, row, computed || distinct.contains(column.name())));
				values.addAll(this.values.ofConditions(column, conditions(table, column)));
				if (column.nullable() && values.size() > 1) {
					values.add("null");
				}
			}
			candidates.put(column, values.stream().distinct().toList());
		}
		return candidates;
	}

	private String value(Table table, Column column, int row, boolean distinct) {
		if (this.style == Style.ORDINARY && !distinct && conditions(table, column).isEmpty()) {
			// A check that the entities ask for, and the database does not have.
			List<String> allowed = this.desired.table(table.name())
				.map((other) -> this.values.ofConditions(column, conditions(other, column)))
				.orElse(List.of());
			if (!allowed.isEmpty()) {
				return allowed.get(0);
			}
		}
		if (this.style == Style.ORDINARY) {
			return this.values.convertible(column, desired(table, column), row);
		}
		if (distinct) {
			return this.values.ordinary(column, row);
		}
		return switch (row) {
			case 1 -> column.nullable() ? "null" : this.values.ordinary(column, row);
			case 2 -> this.values.greatest(column);
			case 3 -> this.values.smallest(column);
			default -> this.values.ordinary(column, 0);
		};
	}

	private Column desired(Table table, Column column) {
		return this.desired.table(table.name()).flatMap((other) -> other.column(column.name())).orElse(column);
	}

	private static List<String> conditions(Table table, Column column) {
		return table.checks()
			.stream()
			.filter((check) -> check.dependsOn(column.name()))
			.map(Check::condition)
			.map((condition) -> condition.sql())
			.toList();
	}

	private static Set<String> distinct(Table table) {
		Set<String> distinct = new HashSet<>();
		if (table.primaryKey() != null) {
			distinct.addAll(table.primaryKey().columns());
		}
		table.uniqueKeys().stream().map(UniqueKey::columns).forEach(distinct::addAll);
		for (Index index : table.indexes()) {
			if (index.unique()) {
				table.columns().stream().map(Column::name).filter(index::dependsOn).forEach(distinct::add);
			}
		}
		return distinct;
	}

	private List<Table> ordered() {
		List<Table> ordered = new ArrayList<>();
		// The rows of a table generator are part of the schema.
		List<Table> left = new ArrayList<>(this.schema.tables());
		left.removeIf(
				(table) -> this.desired.table(table.name()).filter((other) -> !other.inserts().isEmpty()).isPresent());
		while (!left.isEmpty()) {
			Set<QualifiedName> names = left.stream().map(Table::name).collect(Collectors.toSet());
			Table next = left.stream()
				.filter((table) -> table.foreignKeys()
					.stream()
					.map(ForeignKey::referencedTable)
					.noneMatch((other) -> !other.equals(table.name()) && names.contains(other)))
				.findFirst()
				.orElse(left.get(0));
			ordered.add(next);
			left.remove(next);
		}
		return ordered;
	}

	/**
	 * Return the statements that turn the foreign keys off, of which a cycle may not be
	 * possible otherwise, and on again.
	 */
	private List<String> enforcement(boolean on) {
		return switch (this.database.product()) {
			case H2 -> List.of("set referential_integrity " + on);
			case HSQLDB -> List.of("set database referential integrity " + on);
			case POSTGRESQL -> List.of("set session_replication_role = " + (on ? "origin" : "replica"));
			case MYSQL, MARIADB -> List.of("set foreign_key_checks = " + (on ? 1 : 0));
			case SQLITE -> List.of("pragma foreign_keys = " + on);
			default -> List.of();
		};
	}

	private Column column(Place place) {
		return this.schema.table(place.table()).orElseThrow().column(place.column()).orElseThrow();
	}

	private void connect(Place first, Place second) {
		Place from = root(first);
		Place to = root(second);
		this.connected.put(first, root(first));
		this.connected.put(second, root(second));
		if (!from.equals(to)) {
			this.connected.put(from, to);
		}
	}

	private Place root(Place place) {
		Place parent = this.connected.getOrDefault(place, place);
		return parent.equals(place) ? place : root(parent);
	}

	private record Place(QualifiedName table, String column) {

	}

}
