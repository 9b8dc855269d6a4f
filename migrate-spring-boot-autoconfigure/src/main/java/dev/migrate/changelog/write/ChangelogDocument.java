package dev.migrate.changelog.write;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.migrate.ChangelogFormat;

/**
 * The content of a changelog file, independent of its format.
 *
 * @param message the message of the revision, on one line
 * @param hints the hints for the user who completes the file, one line each
 * @param properties the file's own changelog properties
 * @param preconditions the preconditions of the file; empty if there is nothing to run
 * @param guard the message if they do not hold
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
	 * Return the document in the structure of Liquibase's YAML and JSON.
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
	 * Return whether the file has preconditions.
	 * @return {@code false} if it runs nothing
	 */
	boolean isGuarded() {
		return !this.entries.isEmpty() && !this.preconditions.isEmpty();
	}

	/**
	 * A changeset, independent of the format.
	 *
	 * @param id its id
	 * @param author its author
	 * @param path the file that Liquibase records
	 * @param created the ownership mark; empty for none
	 * @param comment the description of the change and its risks, on one line
	 * @param change the change as Liquibase change types
	 * @param rollback the rollback as Liquibase change types
	 * @param statements the change as SQL
	 * @param rollbackStatements the rollback as SQL
	 * @param inTransaction whether Liquibase manages the transaction
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
