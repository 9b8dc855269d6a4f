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
 * @param product the short name of the product that the file is for; empty for any
 * @param productCheck a query that returns 1 on that product
 * @param entries the changesets
 */
record ChangelogDocument(String message, List<String> hints, Map<String, String> properties, String product,
		String productCheck, List<Entry> entries) {

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
		if (isForOneProduct()) {
			items.add(Map.of("preConditions", List.of(Map.of("onFail", "HALT"), Map.of("onFailMessage", otherProduct()),
					productCondition().toMap())));
		}
		this.entries.forEach((entry) -> items.add(Map.of("changeSet", entry.toMap())));
		return Map.of("databaseChangeLog", items);
	}

	/**
	 * Return whether the file is for one product.
	 * @return {@code false} if it runs nothing, or if a user writes it
	 */
	boolean isForOneProduct() {
		return !this.product.isEmpty() && !this.entries.isEmpty();
	}

	/**
	 * Return the condition that stops the file on any other product. No earlier revision
	 * can make it hold, so it is one of the file.
	 * @return the condition
	 */
	Node productCondition() {
		return Node.of("dbms", "type", this.product);
	}

	/**
	 * Return the message if the product is another one.
	 * @return the message
	 */
	String otherProduct() {
		return "This file was generated for " + this.product + "; generate one for this database.";
	}

	/**
	 * The preconditions of a changeset.
	 *
	 * @param onFail what Liquibase does where one of them does not hold
	 * @param conditions the conditions; empty for none
	 * @param message the message where one of them does not hold
	 */
	record Guard(String onFail, List<Node> conditions, String message) {

		static final Guard NONE = new Guard("HALT", List.of(), "");

		Guard {
			conditions = List.copyOf(conditions);
		}

		/**
		 * Create a guard that stops the run where there are some rows.
		 * @param queries queries that return 0 if there is no such row
		 * @param message the message if there is one
		 * @return the guard
		 */
		static Guard withoutRows(List<String> queries, String message) {
			return new Guard("HALT", queries.stream().map((query) -> Node.sqlCheck("0", query)).toList(), message);
		}

		boolean isPresent() {
			return !this.conditions.isEmpty();
		}

		/**
		 * Return the attributes of the preconditions.
		 * @return the values by name, in the order in which they are written
		 */
		Map<String, Object> attributes() {
			Map<String, Object> attributes = new LinkedHashMap<>();
			attributes.put("onFail", this.onFail);
			if (!this.message.isEmpty()) {
				attributes.put("onFailMessage", this.message);
			}
			return attributes;
		}

	}

	/**
	 * A changeset, independent of the format.
	 *
	 * @param id its id
	 * @param author its author
	 * @param path the file that Liquibase records
	 * @param created the ownership mark; empty for none
	 * @param guard what has to hold before it runs
	 * @param comment the description of the change and its risks, on one line
	 * @param change the change as Liquibase change types
	 * @param rollback the rollback as Liquibase change types
	 * @param statements the change as SQL
	 * @param rollbackStatements the rollback as SQL
	 * @param inTransaction whether Liquibase manages the transaction
	 */
	record Entry(String id, String author, String path, String created, Guard guard, String comment, List<Node> change,
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
			if (this.guard.isPresent()) {
				List<Object> conditions = new ArrayList<>();
				this.guard.attributes().forEach((name, value) -> conditions.add(Map.of(name, value)));
				this.guard.conditions().forEach((condition) -> conditions.add(condition.toMap()));
				map.put("preConditions", conditions);
			}
			map.put("comment", this.comment);
			map.put("changes", this.change.stream().map(Node::toMap).toList());
			map.put("rollback", this.rollback.stream().map(Node::toMap).toList());
			return map;
		}

	}

}
