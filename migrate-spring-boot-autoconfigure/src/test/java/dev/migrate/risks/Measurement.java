package dev.migrate.risks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.change.Effect;
import dev.migrate.change.Effect.Waiting;
import dev.migrate.change.Effects;
import dev.migrate.change.RenameColumn;
import dev.migrate.change.RenameTable;
import dev.migrate.change.Risk;
import dev.migrate.changelog.write.RevisionContent;
import dev.migrate.changelog.write.RowGuard;
import dev.migrate.dialect.Step;
import dev.migrate.risks.Probe.Observed;
import dev.migrate.schema.Column;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;

/**
 * What a change does to tables with rows.
 */
final class Measurement {

	/**
	 * The kinds of risk that the effects on tables are.
	 */
	private static final Set<Risk.Kind> OF_EFFECTS = EnumSet.of(Risk.Kind.NOT_MEASURED, Risk.Kind.BLOCKS_WRITES,
			Risk.Kind.BLOCKS_READS_AND_WRITES, Risk.Kind.REWRITES_TABLE);

	private final RiskCase risk;

	private final TestProduct product;

	private final Probe probe;

	private final Set<Risk.Kind> kinds = EnumSet.noneOf(Risk.Kind.class);

	private final Set<Risk.Kind> predicted = EnumSet.noneOf(Risk.Kind.class);

	private final Map<String, Effect> predictedEffects = new TreeMap<>();

	private final List<String> evidence = new ArrayList<>();

	private Observed observed = Observed.none();

	Measurement(RiskCase risk, TestProduct product, Probe probe) {
		this.risk = risk;
		this.product = product;
		this.probe = probe;
	}

	Set<Risk.Kind> kinds() {
		return this.kinds;
	}

	Set<Risk.Kind> predicted() {
		return this.predicted;
	}

	Map<String, Effect> effects() {
		return new TreeMap<>(this.observed.effects());
	}

	Map<String, Effect> predictedEffects() {
		return this.predictedEffects;
	}

	Map<String, Waiting> locks() {
		return this.observed.locks();
	}

	String evidence() {
		return this.evidence.toString();
	}

	void run() throws SQLException {
		RowsOfItem rows = this.risk.rows();
		List<Map<String, Object>> many = LongStream.rangeClosed(1, this.probe.rows()).mapToObj(rows::row).toList();
		mayFail(rows);
		List<Map<String, Object>> exact = new ArrayList<>(many);
		exact.add(rows.exact(this.probe.rows() + 1L));
		try {
			effects(rows, exact);
		}
		catch (SQLException ex) {
			this.evidence.add("exact values: " + ex.getMessage());
			this.kinds.remove(Risk.Kind.LOSES_DATA);
			this.kinds.remove(Risk.Kind.BREAKS_RUNNING_VERSION);
			try {
				effects(rows, many);
			}
			catch (SQLException always) {
				this.evidence.add("always: " + always.getMessage());
				effects(rows, List.of());
			}
		}
		this.observed.effects().values().forEach((effect) -> add(effect, this.kinds));
	}

	private static void add(Effect effect, Set<Risk.Kind> kinds) {
		if (effect == Effect.NOT_MEASURED) {
			kinds.add(Risk.Kind.NOT_MEASURED);
		}
		if (effect.isRewriting()) {
			kinds.add(Risk.Kind.REWRITES_TABLE);
		}
		if (effect.waiting() == Waiting.WRITERS) {
			kinds.add(Risk.Kind.BLOCKS_WRITES);
		}
		if (effect.waiting() == Waiting.ALL) {
			kinds.add(Risk.Kind.BLOCKS_READS_AND_WRITES);
		}
	}

	private void mayFail(RowsOfItem rows) throws SQLException {
		try (TestDatabase database = this.probe.create()) {
			Situation situation = Situation.of(database, this.risk.model(this.product));
			insertParents(database);
			try (Connection connection = database.connect()) {
				rows.insert(connection, situation.table(), List.of(rows.row(1), rows.row(2)));
				for (Map<String, Object> extreme : rows.extremes(1001)) {
					try {
						rows.insert(connection, situation.table(), List.of(extreme));
					}
					catch (SQLException ex) {
						// Such a row cannot be there before the change.
					}
				}
			}
			List<Step> steps = situation.plan(this.risk.changes(situation));
			steps.forEach((step) -> this.evidence.addAll(Situation.statements(step)));
			List<String> blocking = blocking(database, situation);
			if (!blocking.isEmpty()) {
				this.kinds.add(Risk.Kind.MAY_FAIL);
				this.evidence.add("stopped: " + blocking);
				return;
			}
			for (Step step : steps) {
				execute(database, step);
			}
		}
		catch (IllegalStateException ex) {
			this.kinds.add(Risk.Kind.MAY_FAIL);
			this.evidence.add("fails: " + ex.getMessage());
		}
	}

	// A guard of the revision stops it before its first statement.
	private List<String> blocking(TestDatabase database, Situation situation) throws SQLException {
		RevisionContent content = RevisionContent.of(Changes.of(this.risk.changes(situation)), situation.current(),
				situation.dialect());
		List<String> blocking = new ArrayList<>();
		for (RowGuard guard : RowGuard.of(content, situation.dialect())) {
			try (Connection connection = Probe.connect(database);
					PreparedStatement statement = connection.prepareStatement(guard.query());
					ResultSet result = statement.executeQuery()) {
				if (result.next() && result.getLong(1) != 0) {
					blocking.add(guard.message());
				}
			}
			catch (SQLException ex) {
				blocking.add(guard.message());
			}
		}
		return blocking;
	}

	private static void execute(TestDatabase database, Step step) {
		database.execute(Situation.statements(step).toArray(String[]::new));
	}

	private void effects(RowsOfItem rows, List<Map<String, Object>> content) throws SQLException {
		try (TestDatabase database = this.probe.create()) {
			Situation situation = Situation.of(database, this.risk.model(this.product));
			insertParents(database);
			List<Change> changes = this.risk.changes(situation);
			predict(changes, situation);
			List<Step> steps = situation.plan(changes);
			OldVersion old = new OldVersion(situation.table(), rows, rows.extremes(7_000_000));
			Map<Long, Map<String, Object>> before;
			Set<String> accepted;
			try (Connection connection = database.connect()) {
				rows.insert(connection, situation.table(), content);
				if (situation.column("id").isNumbered()) {
					continueNumbering(connection);
				}
				before = read(connection, "item", situation.table().columns(), Map.of(), rows);
				accepted = old.accepted(connection);
			}
			this.observed = this.probe.run(situation, steps);
			if (situation.dialect().effects(situation.current().schema()).concernsWholeDatabase()) {
				// The other tables wait for the same lock.
				this.observed.effects().remove(Model.PARENT);
			}
			if (this.risk.isZoned()) {
				zoned(rows);
			}
			try (Connection connection = database.connect()) {
				Set<String> after = old.accepted(connection);
				List<String> broken = old.broken(accepted, after);
				if (!broken.isEmpty()) {
					this.kinds.add(Risk.Kind.BREAKS_RUNNING_VERSION);
					this.evidence.add("broken: " + broken);
				}
				lost(connection, changes, situation, before, rows);
			}
		}
	}

	private void continueNumbering(Connection connection) throws SQLException {
		switch (this.product) {
			case POSTGRESQL, H2, HSQLDB ->
				Probe.execute(connection, "alter table item alter column id restart with 8000000");
			default -> {
				// The product continues above the greatest id.
			}
		}
	}

	// The same change in sessions of two time zones.
	private void zoned(RowsOfItem rows) throws SQLException {
		List<Object> results = new ArrayList<>();
		for (String zone : List.of("+00:00", "+05:00")) {
			try (TestDatabase database = this.probe.create(); Connection connection = database.connect()) {
				Situation situation = Situation.of(database, this.risk.model(this.product));
				insertParents(database);
				rows.insert(connection, situation.table(), List.of(rows.row(1)));
				Probe.execute(connection, switch (this.product) {
					case POSTGRESQL -> "set time zone interval '" + zone + "' hour to minute";
					case MYSQL, MARIADB -> "set time_zone = '" + zone + "'";
					case HSQLDB -> "set time zone interval '" + zone + "' hour to minute";
					default -> "set time zone '" + zone + "'";
				});
				for (Step step : situation.plan(this.risk.changes(situation))) {
					for (String sql : Situation.statements(step)) {
						Probe.execute(connection, sql);
					}
				}
				try (Connection other = Probe.connect(database)) {
					results.add(text(other,
							"select cast(ts as "
									+ ((this.product == TestProduct.MYSQL || this.product == TestProduct.MARIADB)
											? "char" : "varchar")
									+ "(60)) from item"));
				}
			}
		}
		if (!results.get(0).equals(results.get(1))) {
			this.kinds.add(Risk.Kind.LOSES_DATA);
			this.evidence.add("depends on the zone: " + results);
		}
	}

	private static String text(Connection connection, String sql) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql);
				ResultSet result = statement.executeQuery()) {
			result.next();
			return result.getString(1);
		}
	}

	private void insertParents(TestDatabase database) {
		for (int i = 1; i <= RowsOfItem.PARENTS; i++) {
			database.execute("insert into parent (id, label) values (" + i + ", 'p')");
		}
	}

	private void predict(List<Change> changes, Situation situation) {
		Changes all = Changes.of(changes);
		Effects effects = situation.dialect().effects(situation.current().schema());
		this.predicted.clear();
		this.predictedEffects.clear();
		for (Change change : all) {
			List<Risk> risks = all.risks(change, effects);
			risks.stream().map(Risk::kind).filter((kind) -> !OF_EFFECTS.contains(kind)).forEach(this.predicted::add);
			effects.of(change)
				.forEach((table, effect) -> this.predictedEffects.merge(table.name().toLowerCase(Locale.ROOT), effect,
						Observed::both));
		}
		this.predictedEffects.values().removeIf((effect) -> effect == Effect.NONE);
		this.predictedEffects.values().forEach((effect) -> add(effect, this.predicted));
	}

	private void lost(Connection connection, List<Change> changes, Situation situation,
			Map<Long, Map<String, Object>> before, RowsOfItem rows) {
		String table = changes.stream()
			.filter(RenameTable.class::isInstance)
			.map((change) -> ((RenameTable) change).to().name())
			.findFirst()
			.orElse("item");
		Map<String, String> renamed = changes.stream()
			.filter(RenameColumn.class::isInstance)
			.map(RenameColumn.class::cast)
			.collect(Collectors.toMap((change) -> change.from().toLowerCase(Locale.ROOT), RenameColumn::to));
		List<Column> columns = situation.table().columns().stream().filter((column) -> !column.isGenerated()).toList();
		try {
			Map<Long, Map<String, Object>> after = read(connection, table, columns, renamed, rows);
			Set<String> kept = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
			columns.forEach((column) -> kept.add(column.name()));
			before.values().forEach((row) -> row.keySet().retainAll(kept));
			for (Long id : before.keySet()) {
				if (!before.get(id).equals(after.get(id))) {
					// A column that is filled loses nothing.
					Map<String, Object> now = after.getOrDefault(id, Map.of());
					List<String> names = before.get(id)
						.keySet()
						.stream()
						.filter((name) -> before.get(id).get(name) != null
								&& !before.get(id).get(name).equals(now.get(name)))
						.toList();
					if (!names.isEmpty()) {
						this.kinds.add(Risk.Kind.LOSES_DATA);
						this.evidence.add("lost: " + names.stream()
							.map((name) -> name + " " + before.get(id).get(name) + " -> " + now.get(name))
							.toList());
						return;
					}
				}
			}
		}
		catch (SQLException ex) {
			this.kinds.add(Risk.Kind.LOSES_DATA);
			this.evidence.add("lost: " + ex.getMessage());
		}
	}

	private static Map<Long, Map<String, Object>> read(Connection connection, String table, List<Column> columns,
			Map<String, String> renamed, RowsOfItem rows) throws SQLException {
		String names = columns.stream()
			.map((column) -> column.name().toLowerCase(Locale.ROOT))
			.map((name) -> renamed.containsKey(name) ? renamed.get(name) + " as " + name : name)
			.collect(Collectors.joining(", "));
		Map<Long, Map<String, Object>> read = new TreeMap<>();
		try (PreparedStatement statement = connection.prepareStatement("select " + names + " from " + table);
				ResultSet result = statement.executeQuery()) {
			while (result.next()) {
				Map<String, Object> row = rows.read(result, columns);
				read.put((Long) row.get("id"), row);
			}
		}
		return read;
	}

}
