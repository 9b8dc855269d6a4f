package dev.migrate.authoring.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.migrate.schema.Column;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;

/**
 * The name of a table or column in an option: with or without the default schema, in any
 * case, and quoted if it contains a dot, a colon, an equals sign or a quote.
 *
 * @param parts the parts of the name, including quotes
 * @param defaultSchema the optional schema
 */
record WrittenName(List<String> parts, String defaultSchema) {

	private static final String PART = "(?:\"(?:[^\"]|\"\")+\"|[^\".:=]+)";

	/**
	 * Matches a name.
	 */
	static final String NAME = PART + "(?:\\." + PART + ")*";

	private static final Pattern PARTS = Pattern.compile(PART);

	static WrittenName of(String text, String defaultSchema) {
		return new WrittenName(PARTS.matcher(text).results().map(MatchResult::group).toList(), defaultSchema);
	}

	/**
	 * Find the table of this name.
	 * @param schema the schema to search
	 * @return the table; empty if there is none
	 */
	Optional<QualifiedName> tableIn(Schema schema) {
		return find(schema.tables().stream().map((table) -> new Place(table.name(), List.of())).toList())
			.map(Place::table);
	}

	/**
	 * Find the column of this name.
	 * @param schema the schema to search
	 * @return the column; empty if there is none
	 */
	Optional<Place> columnIn(Schema schema) {
		List<Place> places = new ArrayList<>();
		for (Table table : schema.tables()) {
			for (Column column : table.columns()) {
				places.add(new Place(table.name(), List.of(column.name())));
			}
		}
		return find(places);
	}

	/**
	 * Qualify this name with its containers.
	 * @param containers the names of the containers as stored in the catalog, the schema
	 * first
	 * @return the qualified name
	 */
	WrittenName in(String... containers) {
		List<String> path = new ArrayList<>();
		for (String container : containers) {
			path.add("\"" + container.replace("\"", "\"\"") + "\"");
		}
		path.addAll(this.parts);
		return new WrittenName(path, this.defaultSchema);
	}

	private Optional<Place> find(List<Place> places) {
		// An exact match takes precedence over one in another case.
		return Stream.of(true, false)
			.flatMap((exact) -> places.stream().filter((place) -> names(place, exact)))
			.findFirst();
	}

	/**
	 * Return whether this is the name of a table or column.
	 * @param place the place
	 * @param exact whether the case of letters matters
	 * @return {@code true} if it is
	 */
	boolean names(Place place, boolean exact) {
		List<String> path = new ArrayList<>();
		path.add(Objects.requireNonNullElse(place.table().schema(), this.defaultSchema));
		path.add(place.table().name());
		path.addAll(place.column());
		if (place.table().schema() == null && this.parts.size() == path.size() - 1) {
			path.remove(0);
		}
		if (this.parts.size() != path.size()) {
			return false;
		}
		for (int i = 0; i < path.size(); i++) {
			if (!names(this.parts.get(i), path.get(i), exact)) {
				return false;
			}
		}
		return true;
	}

	private static boolean names(String part, String name, boolean exact) {
		if (part.startsWith("\"")) {
			return part.substring(1, part.length() - 1).replace("\"\"", "\"").equals(name);
		}
		return exact ? part.equals(name) : part.equalsIgnoreCase(name);
	}

	@Override
	public String toString() {
		return String.join(".", this.parts);
	}

	/**
	 * A table, or a column of it.
	 *
	 * @param table the table
	 * @param column the column; empty for the table itself
	 */
	record Place(QualifiedName table, List<String> column) {

		String columnName() {
			return this.column.get(0);
		}

	}

}
