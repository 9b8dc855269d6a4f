package dev.migrate.entity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.naming.NamingHelper;
import org.hibernate.boot.model.relational.Database;
import org.hibernate.boot.spi.MetadataImplementor;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.ForeignKey;
import org.hibernate.mapping.Formula;
import org.hibernate.mapping.Index;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.Selectable;
import org.hibernate.mapping.Table;
import org.jspecify.annotations.Nullable;

/**
 * Finds the names that Hibernate has computed as a hash, since the mapping does not tell
 * whether an entity specifies the name of a foreign key or an index. The hash is computed
 * again by Hibernate's own function and compared, so that a name that an entity or a
 * naming strategy of the application has chosen is never taken for one.
 */
final class ImplicitNames {

	private final Database database;

	private final NamingHelper helper;

	/**
	 * The names of attributes by their columns: {@code @Index} may use either.
	 */
	private final Map<Table, Map<String, String>> attributes = new HashMap<>();

	ImplicitNames(Metadata metadata) {
		this.database = metadata.getDatabase();
		this.helper = NamingHelper
			.withCharset(((MetadataImplementor) metadata).getMetadataBuildingOptions().getSchemaCharset());
		metadata.getEntityBindings().forEach(this::addAttributes);
	}

	private void addAttributes(PersistentClass entity) {
		for (Property property : entity.getProperties()) {
			if (property.getColumnSpan() == 1 && property.getSelectables().get(0) instanceof Column column) {
				this.attributes.computeIfAbsent(property.getValue().getTable(), (table) -> new HashMap<>())
					.put(column.getName(), property.getName());
			}
		}
	}

	/**
	 * Return whether Hibernate has computed the name of a foreign key.
	 * @param key the foreign key
	 * @param table its table
	 * @return {@code false} if the entity or a naming strategy has chosen it
	 */
	boolean isComputed(ForeignKey key, Table table) {
		List<Identifier> columns = key.getColumns().stream().map(this::identifier).toList();
		return isSame(key.getName(), this.helper.generateHashedFkName("FK", table.getNameIdentifier(),
				key.getReferencedTable().getNameIdentifier(), columns));
	}

	/**
	 * Return whether Hibernate has computed the name of an index.
	 * @param index the index
	 * @return {@code false} if the entity or a naming strategy has chosen it
	 */
	boolean isComputed(Index index) {
		Map<String, String> attributes = this.attributes.getOrDefault(index.getTable(), Map.of());
		return isComputed(index, Column::getQuotedName)
				|| isComputed(index, (column) -> attributes.getOrDefault(column.getName(), column.getQuotedName()));
	}

	private boolean isComputed(Index index, Function<Column, String> name) {
		List<Identifier> columns = index.getSelectables()
			.stream()
			.map((selectable) -> Objects.requireNonNull(this.database.toIdentifier(text(selectable, name))))
			.toList();
		return isSame(index.getName(),
				this.helper.generateHashedConstraintName("IDX", index.getTable().getNameIdentifier(), columns));
	}

	private static String text(Selectable selectable, Function<Column, String> name) {
		return (selectable instanceof Column column) ? name.apply(column) : ((Formula) selectable).getFormula();
	}

	private Identifier identifier(Column column) {
		return Objects.requireNonNull(this.database.toIdentifier(column.getQuotedName()));
	}

	private static boolean isSame(@Nullable String name, String computed) {
		Identifier identifier = Identifier.toIdentifier(name);
		return identifier != null && identifier.getText().equalsIgnoreCase(computed);
	}

}
