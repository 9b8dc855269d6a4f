package dev.migrate.database;

import java.util.Optional;

import javax.sql.DataSource;

/**
 * Opens connections to scratch databases.
 */
public interface ScratchConnections {

	/**
	 * Provides no scratch database.
	 */
	ScratchConnections NONE = new ScratchConnections() {

		@Override
		public boolean isEnabled() {
			return false;
		}

		@Override
		public Optional<DataSource> configured() {
			return Optional.empty();
		}

		@Override
		public DataSource at(String url) {
			throw new ScratchUnavailableException(
					"the data source of the application does not expose the user and password for another connection");
		}

	};

	/**
	 * Return whether changelogs are replayed without an explicit request.
	 * @return {@code false} if replaying is too expensive
	 */
	default boolean isEnabled() {
		return true;
	}

	/**
	 * Return the scratch database that the application configures.
	 * @return connections to it; empty if one is to be created
	 */
	Optional<DataSource> configured();

	/**
	 * Return connections to another database with the credentials of the application.
	 * @param url the URL of the other database
	 * @return connections to it, a new one each time
	 * @throws ScratchUnavailableException if the credentials are unknown
	 */
	DataSource at(String url);

}
