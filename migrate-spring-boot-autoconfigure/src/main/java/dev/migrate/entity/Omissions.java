package dev.migrate.entity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.migrate.schema.Omission;
import dev.migrate.schema.QualifiedName;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Join;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.Table;
import org.jspecify.annotations.Nullable;

/**
 * Collects what the mapping asks for and a schema cannot express, with the entity and the
 * attribute that ask for it.
 */
final class Omissions {

	private final CatalogNames names;

	private final Map<Table, String> entities = new HashMap<>();

	private final Map<Table, Map<String, String>> attributes = new HashMap<>();

	private final Set<Omission> omissions = new LinkedHashSet<>();

	Omissions(Metadata metadata, CatalogNames names) {
		this.names = names;
		metadata.getEntityBindings()
			.stream()
			.sorted(Comparator.comparing(PersistentClass::getEntityName))
			.forEach(this::addEntity);
		metadata.getCollectionBindings()
			.stream()
			.sorted(Comparator.comparing(Collection::getRole))
			.filter((collection) -> collection.getCollectionTable() != null)
			.forEach((collection) -> this.entities.putIfAbsent(collection.getCollectionTable(),
					simpleName(collection.getOwner()) + "."
							+ collection.getRole().substring(collection.getOwnerEntityName().length() + 1)));
	}

	private void addEntity(PersistentClass entity) {
		String name = simpleName(entity);
		this.entities.putIfAbsent(entity.getTable(), name);
		entity.getJoins().stream().map(Join::getTable).forEach((table) -> this.entities.putIfAbsent(table, name));
		if (entity.getIdentifierProperty() != null) {
			addAttribute(name, entity.getIdentifierProperty());
		}
		entity.getProperties().forEach((property) -> addAttribute(name, property));
	}

	private void addAttribute(String entity, Property property) {
		Table table = property.getValue().getTable();
		for (Column column : property.getColumns()) {
			this.attributes.computeIfAbsent(table, (key) -> new HashMap<>())
				.putIfAbsent(column.getName(), entity + "." + property.getName());
		}
	}

	private static String simpleName(PersistentClass entity) {
		String name = (entity.getJpaEntityName() != null) ? entity.getJpaEntityName() : entity.getEntityName();
		return name.substring(name.lastIndexOf('.') + 1);
	}

	/**
	 * Add what is omitted of a table.
	 * @param kind what it is
	 * @param table the table
	 * @param text the SQL; nothing is added if it is blank
	 */
	void add(Omission.Kind kind, Table table, @Nullable String text) {
		if (text != null && !text.isBlank()) {
			this.omissions.add(new Omission(kind, this.names.of(table), null, this.entities.getOrDefault(table, ""),
					text.strip()));
		}
	}

	/**
	 * Add what is omitted of a column.
	 * @param kind what it is
	 * @param table the table
	 * @param column the column
	 * @param text the SQL; nothing is added if it is blank
	 */
	void add(Omission.Kind kind, Table table, Column column, @Nullable String text) {
		if (text != null && !text.isBlank()) {
			String attribute = this.attributes.getOrDefault(table, Map.of()).get(column.getName());
			this.omissions.add(new Omission(kind, this.names.of(table), this.names.of(column),
					(attribute != null) ? attribute : this.entities.getOrDefault(table, ""), text.strip()));
		}
	}

	/**
	 * Add what is omitted of a sequence.
	 * @param sequence the name of the sequence
	 * @param text the SQL; nothing is added if it is blank
	 */
	void addSequence(QualifiedName sequence, @Nullable String text) {
		if (text != null && !text.isBlank()) {
			this.omissions.add(new Omission(Omission.Kind.SEQUENCE_OPTIONS, sequence, null, "", text.strip()));
		}
	}

	/**
	 * Return what was added.
	 * @return the omissions, by their objects
	 */
	List<Omission> asList() {
		List<Omission> sorted = new ArrayList<>(this.omissions);
		sorted.sort(Comparator.comparing(Omission::object)
			.thenComparing((omission) -> (omission.column() != null) ? omission.column() : "")
			.thenComparing(Omission::kind)
			.thenComparing(Omission::text));
		return List.copyOf(sorted);
	}

}
