package dev.migrate.entity;

import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

import dev.migrate.schema.Schema;
import org.hibernate.SessionFactory;
import org.hibernate.SessionFactoryObserver;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Reads the schema of the entities once Hibernate has built a session factory: not
 * earlier, since Bean Validation and generators still change the mapping until then, and
 * not later, since the mapping is discarded afterwards. Hibernate finds this class
 * through the service loader.
 */
public final class SchemaIntegrator implements Integrator {

	private final Map<SessionFactory, Reading> readings = new WeakHashMap<>();

	@Override
	public void integrate(Metadata metadata, BootstrapContext bootstrapContext,
			SessionFactoryImplementor sessionFactory) {
		sessionFactory.addObserver(new ReadOnceCreated(metadata));
	}

	@Override
	public void disintegrate(SessionFactoryImplementor sessionFactory, SessionFactoryServiceRegistry serviceRegistry) {
		synchronized (this.readings) {
			this.readings.remove(sessionFactory);
		}
	}

	/**
	 * Find the schema that was read for a session factory.
	 * @param sessionFactory the session factory
	 * @return the schema, or empty if the factory is closed or unknown
	 * @throws EntitySchemaException if reading failed
	 */
	Optional<Schema> schema(SessionFactory sessionFactory) {
		Reading reading;
		synchronized (this.readings) {
			reading = this.readings.get(sessionFactory);
		}
		if (reading != null && reading.failure() != null) {
			throw new EntitySchemaException(
					"The schema of the entities cannot be read from Hibernate's mapping: " + message(reading.failure()),
					reading.failure());
		}
		return Optional.ofNullable(reading).map(Reading::schema);
	}

	private static Reading read(Metadata metadata, SessionFactoryImplementor sessionFactory) {
		try {
			return new Reading(new EntitySchemaReader(metadata, sessionFactory).read(), null);
		}
		catch (RuntimeException | LinkageError ex) {
			// The start of the application must not fail because of this.
			return new Reading(null, ex);
		}
	}

	private static String message(@Nullable Throwable failure) {
		return (failure != null && failure.getMessage() != null) ? failure.getMessage() : String.valueOf(failure);
	}

	private record Reading(@Nullable Schema schema, @Nullable Throwable failure) {

	}

	/**
	 * Holds the mapping until the session factory is created.
	 */
	private final class ReadOnceCreated implements SessionFactoryObserver {

		private @Nullable Metadata metadata;

		ReadOnceCreated(Metadata metadata) {
			this.metadata = metadata;
		}

		@Override
		public void sessionFactoryCreated(SessionFactory factory) {
			Metadata metadata = this.metadata;
			this.metadata = null;
			if (metadata != null && factory instanceof SessionFactoryImplementor sessionFactory) {
				Reading reading = read(metadata, sessionFactory);
				synchronized (SchemaIntegrator.this.readings) {
					SchemaIntegrator.this.readings.put(factory, reading);
				}
			}
		}

	}

}
