package dev.migrate.entity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.migrate.schema.NumberedColumn;
import dev.migrate.schema.QualifiedName;
import org.hibernate.boot.Metadata;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.id.enhanced.SequenceStyleGenerator;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.RootClass;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Finds the columns that take their values from a sequence. The mapping does not have
 * them, the generators of the identifiers do.
 */
final class NumberedColumns {

	private final Metadata metadata;

	private final CatalogNames names;

	private final Map<QualifiedName, List<NumberedColumn>> bySequence = new HashMap<>();

	private NumberedColumns(Metadata metadata, CatalogNames names) {
		this.metadata = metadata;
		this.names = names;
	}

	/**
	 * Find the columns by the names of their sequences.
	 * @param metadata the mapping
	 * @param sessionFactory the session factory, which has the generators
	 * @param names the names as the catalog stores them
	 * @return the columns by sequence, in the order of their tables
	 */
	static Map<QualifiedName, List<NumberedColumn>> of(Metadata metadata, SessionFactoryImplementor sessionFactory,
			CatalogNames names) {
		NumberedColumns columns = new NumberedColumns(metadata, names);
		sessionFactory.getMappingMetamodel().forEachEntityDescriptor(columns::add);
		columns.bySequence.values().forEach((list) -> list.sort(Comparator.comparing(NumberedColumn::table)));
		return columns.bySequence;
	}

	private void add(EntityPersister persister) {
		PersistentClass entity = this.metadata.getEntityBinding(persister.getEntityName());
		boolean numbered = persister.getGenerator() instanceof SequenceStyleGenerator generator
				&& generator.getDatabaseStructure().isPhysicalSequence();
		if (!numbered || !(entity instanceof RootClass root) || root.getIdentifier().getColumns().size() != 1
				|| !root.getTable().isPhysicalTable()) {
			return;
		}
		var sequence = ((SequenceStyleGenerator) persister.getGenerator()).getDatabaseStructure().getPhysicalName();
		this.bySequence
			.computeIfAbsent(
					this.names.of(sequence.getCatalogName(), sequence.getSchemaName(), sequence.getObjectName()),
					(name) -> new ArrayList<>())
			.add(new NumberedColumn(this.names.of(root.getTable()),
					this.names.of(root.getIdentifier().getColumns().get(0))));
	}

}
