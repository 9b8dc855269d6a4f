package dev.migrate.entity;

import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

import dev.migrate.schema.Schema;
import org.hibernate.SessionFactory;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the entities ask for while Hibernate builds a session factory, which is the
 * one moment at which the mapping is complete (Bean Validation has been applied) and
 * still there. Hibernate finds it by itself, through the service loader.
 */
public final class SchemaIntegrator implements Integrator {

	private final Map<SessionFactory, Reading> readings = new WeakHashMap<>();

	@Override
	public void integrate(Metadata metadata, BootstrapContext bootstrapContext,
			SessionFactoryImplementor sessionFactory) {
		Reading reading = read(metadata, sessionFactory);
		synchronized (this.readings) {
			this.readings.put(sessionFactory, reading);
		}
	}

	@Override
	public void disintegrate(SessionFactoryImplementor sessionFactory, SessionFactoryServiceRegistry serviceRegistry) {
		synchronized (this.readings) {
			this.readings.remove(sessionFactory);
		}
	}

	/**
	 * Find what was read for a session factory.
	 * @param sessionFactory the session factory
	 * @return the schema, or empty where the factory is closed or another's
	 * @throws EntitySchemaException where reading has failed
	 */
	Optional<Schema> schema(SessionFactory sessionFactory) {
		Reading reading;
		synchronized (this.readings) {
			reading = this.readings.get(sessionFactory);
		}
		if (reading != null && reading.failure() != null) {
			throw new EntitySchemaException(
					"The schema that the entities ask for cannot be read from Hibernate's mapping: "
							+ message(reading.failure()),
					reading.failure());
		}
		return Optional.ofNullable(reading).map(Reading::schema);
	}

	private static Reading read(Metadata metadata, SessionFactoryImplementor sessionFactory) {
		try {
			return new Reading(new EntitySchemaReader(metadata, sessionFactory.getSqlStringGenerationContext()).read(),
					null);
		}
		catch (RuntimeException | LinkageError ex) {
			// An application that only wants to start must not fail for our sake.
			return new Reading(null, ex);
		}
	}

	private static String message(@Nullable Throwable failure) {
		return (failure != null && failure.getMessage() != null) ? failure.getMessage() : String.valueOf(failure);
	}

	private record Reading(@Nullable Schema schema, @Nullable Throwable failure) {

	}

}
