package dev.migrate.entity;

import java.util.stream.StreamSupport;

import dev.migrate.schema.Schema;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.IntegratorService;

/**
 * Provides the schemas that entities define.
 */
public final class EntitySchemas {

	private EntitySchemas() {
	}

	/**
	 * Return the schema that the entities of a factory define. Its names are those that
	 * the database's catalog stores; {@link Schema#schemas()} are the schemas that the
	 * entities name.
	 * @param entityManagerFactory an open Hibernate factory, possibly proxied
	 * @return the desired schema, not yet canonical
	 * @throws EntitySchemaException if the factory is not Hibernate's, is closed, or its
	 * mapping could not be read
	 */
	public static Schema of(EntityManagerFactory entityManagerFactory) {
		SessionFactoryImplementor sessionFactory = unwrap(entityManagerFactory);
		IntegratorService integrators = sessionFactory.getServiceRegistry().requireService(IntegratorService.class);
		return StreamSupport.stream(integrators.getIntegrators().spliterator(), false)
			.filter(SchemaIntegrator.class::isInstance)
			.map(SchemaIntegrator.class::cast)
			.findFirst()
			.flatMap((integrator) -> integrator.schema(sessionFactory))
			.orElseThrow(
					() -> new EntitySchemaException(
							"Hibernate has built the entity manager factory without " + SchemaIntegrator.class.getName()
									+ "; check that its bootstrap registry discovers integrators on the class path",
							null));
	}

	private static SessionFactoryImplementor unwrap(EntityManagerFactory entityManagerFactory) {
		if (!entityManagerFactory.isOpen()) {
			throw new EntitySchemaException(
					"The entity manager factory is closed; compare while the application is running", null);
		}
		try {
			return entityManagerFactory.unwrap(SessionFactoryImplementor.class);
		}
		catch (PersistenceException | ClassCastException ex) {
			throw new EntitySchemaException(
					"The entity manager factory is not Hibernate's; entities can be compared with "
							+ "the database when Hibernate is the JPA provider",
					ex);
		}
	}

}
