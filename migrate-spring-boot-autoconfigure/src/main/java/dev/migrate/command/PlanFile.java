package dev.migrate.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.PlanView;
import dev.migrate.PlanView.PlannedChangesetView;
import dev.migrate.PlanView.PlannedRevisionView;
import dev.migrate.PlanView.PlannedTableView;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.json.JsonParseException;
import org.springframework.boot.json.JsonParserFactory;

/**
 * A file with plans, as the command {@code plan --json} prints them.
 *
 * @param file the file
 * @param contents its contents
 */
record PlanFile(Path file, Map<String, Object> contents) {

	/**
	 * Read a file.
	 * @param file the file
	 * @return its plans
	 * @throws CannotProceedException if it cannot be read, or is no JSON object
	 */
	static PlanFile read(Path file) {
		try {
			return new PlanFile(file, JsonParserFactory.getJsonParser().parseMap(Files.readString(file)));
		}
		catch (IOException ex) {
			throw new CannotProceedException(ErrorCode.PLAN_INVALID,
					"The file " + file + " cannot be read; write one with plan --json.", ex);
		}
		catch (JsonParseException ex) {
			throw invalid(file, ex);
		}
	}

	/**
	 * Return the plan of a database.
	 * @param database the name of the database
	 * @return the plan, as far as it is compared
	 * @throws CannotProceedException if the file has no plan of this database
	 */
	PlanView of(String database) {
		try {
			Map<?, ?> plan = this.contents;
			for (Map<?, ?> one : list(this.contents, "databases")) {
				plan = database.equals(one.get("database")) ? one : plan;
			}
			return new PlanView(text(plan, "database"), text(plan, "target"), text(plan, "product"),
					text(plan, "productVersion"), texts(plan, "from"), texts(plan, "to"), text(plan, "history"),
					list(plan, "revisions").stream().map(PlanFile::revision).toList(),
					list(plan, "tables").stream().map(PlanFile::table).toList(), List.of());
		}
		catch (IllegalArgumentException ex) {
			throw invalid(this.file, ex);
		}
	}

	private static PlannedRevisionView revision(Map<?, ?> revision) {
		return new PlannedRevisionView(text(revision, "id"), null, text(revision, "path"), null,
				list(revision, "changesets").stream().map(PlanFile::changeset).toList());
	}

	private static PlannedChangesetView changeset(Map<?, ?> changeset) {
		return new PlannedChangesetView(text(changeset, "id"), text(changeset, "author"), text(changeset, "path"),
				text(changeset, "checksum"), text(changeset, "definition"), text(changeset, "sql"));
	}

	private static PlannedTableView table(Map<?, ?> table) {
		return new PlannedTableView(text(table, "name"),
				(table.get("definition") instanceof String definition) ? definition : null);
	}

	private static String text(Map<?, ?> map, String name) {
		if (map.get(name) instanceof String text) {
			return text;
		}
		throw new IllegalArgumentException("There is no " + name);
	}

	private static List<String> texts(Map<?, ?> map, String name) {
		return (map.get(name) instanceof List<?> list) ? list.stream().map(String::valueOf).toList() : List.of();
	}

	private static List<? extends Map<?, ?>> list(Map<?, ?> map, String name) {
		@Nullable Object value = map.get(name);
		return (value instanceof List<?> list) ? list.stream().map(PlanFile::map).toList() : List.of();
	}

	private static Map<?, ?> map(@Nullable Object value) {
		if (value instanceof Map<?, ?> map) {
			return map;
		}
		throw new IllegalArgumentException("There is no object");
	}

	private static CannotProceedException invalid(Path file, Exception ex) {
		return new CannotProceedException(ErrorCode.PLAN_INVALID,
				"The file " + file + " is not a plan; write one with plan --json.", ex);
	}

}
