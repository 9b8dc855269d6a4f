package dev.migrate.changelog.write;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.migrate.ChangelogFormat;

/**
 * A changelog file before it is spelled in a format.
 *
 * @param message what the file is for, on one line
 * @param hints what is said to the person who fills it in, a line each
 * @param properties the file's own changelog properties
 * @param preconditions what has to hold before anything in the file is run; none where
 * there is nothing to run
 * @param guard what is said where it does not
 * @param productCheck a query that returns 1 on the product that the file is for
 * @param entries the changesets
 */
record ChangelogDocument(String message, List<String> hints, Map<String, String> properties, List<Node> preconditions,
		String guard, String productCheck, List<Entry> entries) {

	/**
	 * Render the document.
	 * @param format the format
	 * @return the text
	 */
	String write(ChangelogFormat format) {
		return switch (format) {
			case YAML -> YamlFormat.write(this);
			case XML -> XmlFormat.write(this);
			case JSON -> JsonFormat.write(this);
			case SQL -> SqlFormat.write(this);
		};
	}

	/**
	 * Return the document as Liquibase's YAML and JSON have it.
	 * @return maps, lists, texts and booleans
	 */
	Map<String, Object> toMap() {
		List<Object> items = new ArrayList<>();
		this.properties.forEach(
				(name, value) -> items.add(Node.of("property", "name", name, "value", value, "global", false).toMap()));
		if (isGuarded()) {
			List<Object> conditions = new ArrayList<>();
			conditions.add(Map.of("onFail", "HALT"));
			conditions.add(Map.of("onFailMessage", this.guard));
			this.preconditions.forEach((condition) -> conditions.add(condition.toMap()));
			items.add(Map.of("preConditions", conditions));
		}
		this.entries.forEach((entry) -> items.add(Map.of("changeSet", entry.toMap())));
		return Map.of("databaseChangeLog", items);
	}

	/**
	 * Return whether something has to hold before the file is run.
	 * @return {@code false} where it runs nothing
	 */
	boolean isGuarded() {
		return !this.entries.isEmpty() && !this.preconditions.isEmpty();
	}

	/**
	 * A changeset before it is spelled in a format.
	 *
	 * @param id its id
	 * @param author who writes it
	 * @param path the file that Liquibase is to record
	 * @param created the ownership mark; empty for none
	 * @param comment what it does, and what can go wrong, on one line
	 * @param change what it does, in Liquibase's words
	 * @param rollback how that is undone, in Liquibase's words
	 * @param statements what it does, in SQL
	 * @param rollbackStatements how that is undone, in SQL
	 * @param inTransaction whether Liquibase is to begin and end the transaction
	 */
	record Entry(String id, String author, String path, String created, String comment, List<Node> change,
			List<Node> rollback, List<String> statements, List<String> rollbackStatements, boolean inTransaction) {

		Map<String, Object> toMap() {
			Map<String, Object> map = new LinkedHashMap<>();
			map.put("id", this.id);
			map.put("author", this.author);
			map.put("logicalFilePath", this.path);
			if (!this.created.isEmpty()) {
				map.put("created", this.created);
			}
			if (!this.inTransaction) {
				map.put("runInTransaction", false);
			}
			map.put("comment", this.comment);
			map.put("changes", this.change.stream().map(Node::toMap).toList());
			map.put("rollback", this.rollback.stream().map(Node::toMap).toList());
			return map;
		}

	}

}
