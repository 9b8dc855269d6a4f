package dev.migrate.actuate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.migrate.RunView;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.json.JsonWriter;

/**
 * The health of an application that is not ready since its databases are migrated, as the
 * health endpoint shows it.
 *
 * @param runs the runs that are under way, by the name of the database
 */
public record MigrationsHealth(Map<String, RunView> runs) {

	private static final String OUT_OF_SERVICE = "OUT_OF_SERVICE";

	/**
	 * Return the health as JSON.
	 * @param details whether the runs are shown
	 * @return the JSON
	 */
	public String toJson(boolean details) {
		Map<String, Object> health = new LinkedHashMap<>();
		health.put("status", OUT_OF_SERVICE);
		if (details) {
			Map<String, Object> migrations = new LinkedHashMap<>();
			migrations.put("status", OUT_OF_SERVICE);
			migrations.put("details", Map.of("databases", databases()));
			health.put("components", Map.of("migrations", migrations));
		}
		return JsonWriter.standard().writeToString(health);
	}

	private List<Map<String, Object>> databases() {
		return this.runs.entrySet().stream().map((run) -> database(run.getKey(), run.getValue())).toList();
	}

	private static Map<String, Object> database(String name, RunView run) {
		Map<String, Object> database = new LinkedHashMap<>();
		database.put("name", name);
		database.put("since", run.since().toString());
		put("changeset", run.changeset(), database);
		database.put("done", run.done());
		put("total", run.total(), database);
		put("rows", run.rows(), database);
		put("waitingFor", run.waitingFor(), database);
		return database;
	}

	private static void put(String name, @Nullable Object value, Map<String, Object> target) {
		if (value != null) {
			target.put(name, value);
		}
	}

}
