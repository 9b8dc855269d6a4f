package dev.migrate.database;

import java.util.Optional;

import javax.sql.DataSource;

/**
 * Opens connections to databases to try things in.
 */
public interface ScratchConnections {

	/**
	 * Knows no database and no way to one.
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
					"the connections of the application do not say with which rights to open another");
		}

	};

	/**
	 * Return whether a changelog is replayed where nobody asks for it in so many words.
	 * @return {@code false} where that costs too much
	 */
	default boolean isEnabled() {
		return true;
	}

	/**
	 * Return the database that the application keeps for it.
	 * @return connections to it; empty where there is none, and one is made
	 */
	Optional<DataSource> configured();

	/**
	 * Return connections to another database with the rights that the application has on
	 * its own.
	 * @param url the address of the other
	 * @return connections to it, a new one each time
	 * @throws ScratchUnavailableException where nobody can tell the rights
	 */
	DataSource at(String url);

}
