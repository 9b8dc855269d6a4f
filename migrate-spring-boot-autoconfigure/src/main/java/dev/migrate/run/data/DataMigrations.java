package dev.migrate.run.data;

import java.time.Duration;
import java.util.Optional;

import dev.migrate.CannotProceedException;

/**
 * The data migrations of an application.
 */
public interface DataMigrations {

	/**
	 * No data migrations.
	 */
	DataMigrations NONE = (name) -> Optional.empty();

	/**
	 * Find a data migration.
	 * @param name its name
	 * @return the data migration; empty if no bean has the name
	 * @throws CannotProceedException if the bean cannot be used
	 */
	Optional<NamedMigration<?>> find(String name);

	/**
	 * Return how long a data migration pauses after each batch.
	 * @return the pause; zero for none
	 */
	default Duration pause() {
		return Duration.ZERO;
	}

}
