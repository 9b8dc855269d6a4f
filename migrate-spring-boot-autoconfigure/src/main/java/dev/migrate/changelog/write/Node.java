package dev.migrate.changelog.write;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * An element of a changelog that every format except SQL renders in its own way.
 *
 * @param name its name in Liquibase
 * @param attributes its attributes, in order: texts and booleans
 * @param text its SQL; {@code null} for none
 * @param list its child nodes under a list name, which XML omits
 * @param listName the list name; the node's own name if it has no other content
 * @param child its single child; {@code null} for none
 */
record Node(String name, Map<String, Object> attributes, @Nullable String text, String listName, List<Node> list,
		@Nullable Node child) {

	static Node of(String name, Object... attributes) {
		Map<String, Object> map = new LinkedHashMap<>();
		for (int i = 0; i < attributes.length; i += 2) {
			map.put((String) attributes[i], attributes[i + 1]);
		}
		return new Node(name, map, null, "", List.of(), null);
	}

	static Node sql(String statement) {
		return new Node("sql", Map.of("splitStatements", false), statement, "", List.of(), null);
	}

	static Node listOf(String name, Node... list) {
		return of(name).withList(name, List.of(list));
	}

	static Node sqlCheck(String expectedResult, String query) {
		return new Node("sqlCheck", Map.of("expectedResult", expectedResult), query, "", List.of(), null);
	}

	Node with(String name, Object value) {
		Map<String, Object> map = new LinkedHashMap<>(this.attributes);
		map.put(name, value);
		return new Node(this.name, map, this.text, this.listName, this.list, this.child);
	}

	Node withList(String listName, List<Node> list) {
		return new Node(this.name, this.attributes, this.text, listName, List.copyOf(list), this.child);
	}

	Node withChild(Node child) {
		return new Node(this.name, this.attributes, this.text, this.listName, this.list, child);
	}

	/**
	 * Return this node in the structure of Liquibase's YAML and JSON.
	 * @return a map of one entry
	 */
	Map<String, Object> toMap() {
		if (this.listName.equals(this.name)) {
			return Map.of(this.name, this.list.stream().map(Node::toMap).toList());
		}
		Map<String, Object> content = new LinkedHashMap<>(this.attributes);
		if (this.text != null) {
			content.put("sql", this.text);
		}
		if (!this.list.isEmpty()) {
			List<Object> items = new ArrayList<>();
			this.list.forEach((item) -> items.add(item.toMap()));
			content.put(this.listName, items);
		}
		if (this.child != null) {
			content.putAll(this.child.toMap());
		}
		Map<String, Object> map = new LinkedHashMap<>();
		map.put(this.name, content);
		return map;
	}

}
