package dev.migrate.realworld;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import org.w3c.dom.Element;

/**
 * A change that Keycloak's authors wrote into their changelog, rendered like our own.
 *
 * @param table the changed table
 * @param description the description of the change
 */
record HandWritten(String table, String description) {

	/**
	 * Find the changes between two releases.
	 * @param before the earlier release
	 * @param next the later release
	 * @param executed the changesets of the later release that had an effect
	 * @return the changes, in order
	 */
	static List<HandWritten> between(KeycloakRelease before, KeycloakRelease next, Set<String> executed) {
		Set<String> old = before.changesets().keySet();
		return next.changesets()
			.entrySet()
			.stream()
			.filter((changeset) -> !old.contains(changeset.getKey()) && executed.contains(changeset.getKey()))
			.flatMap((changeset) -> changeset.getValue().stream())
			.flatMap(HandWritten::of)
			.toList();
	}

	private static Stream<HandWritten> of(Element change) {
		String table = name(change, change.hasAttribute("baseTableName") ? "baseTableName" : "tableName");
		String column = table + "." + name(change, "columnName");
		return switch (change.getLocalName()) {
			case "preConditions", "comment" -> Stream.empty();
			case "createTable" -> Stream.of(new HandWritten(table, "create table " + table));
			case "addColumn" -> KeycloakRelease.children(change)
				.stream()
				.map((added) -> new HandWritten(table, "add column " + table + "." + name(added, "name")));
			case "dropColumn" -> Stream.of(new HandWritten(table, "drop column " + column));
			case "dropNotNullConstraint" -> Stream.of(new HandWritten(table, "drop not null on " + column));
			case "dropDefaultValue" -> Stream.of(new HandWritten(table, "drop default of " + column));
			case "createIndex", "dropIndex" ->
				Stream.of(new HandWritten(table, (change.getLocalName().equals("createIndex") ? "create" : "drop")
						+ " index " + name(change, "indexName") + " on " + table));
			case "addUniqueConstraint" -> Stream
				.of(new HandWritten(table, "add unique key " + table + " (" + columns(change, "columnNames") + ")"));
			case "addForeignKeyConstraint" -> Stream.of(new HandWritten(table, "add foreign key " + table + " ("
					+ columns(change, "baseColumnNames") + ") to " + name(change, "referencedTableName")));
			default -> throw new IllegalStateException("The effect of " + change.getLocalName() + " is not known");
		};
	}

	private static String name(Element element, String attribute) {
		return element.getAttribute(attribute).toLowerCase(Locale.ROOT);
	}

	private static String columns(Element element, String attribute) {
		return String.join(", ", name(element, attribute).split("\\s*,\\s*"));
	}

}
