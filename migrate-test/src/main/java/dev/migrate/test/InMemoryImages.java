package dev.migrate.test;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import javax.sql.DataSource;

import dev.migrate.dialect.Scratch;
import dev.migrate.dialect.registry.Dialects;

/**
 * The migrated databases of products that run in this process, each as the statements
 * that build it.
 */
final class InMemoryImages {

	private static final Map<Origin, List<String>> images = new ConcurrentHashMap<>();

	private InMemoryImages() {
	}

	/**
	 * Return the image of a database.
	 * @param dataSource the database
	 * @param fingerprint what is going to migrate it
	 * @return the image, which may not exist yet; empty if the product has none, or if
	 * the database is not empty
	 * @throws SQLException if the database cannot be accessed
	 */
	static Optional<Image> of(DataSource dataSource, LiquibaseFingerprint fingerprint) throws SQLException {
		try (Connection connection = dataSource.getConnection()) {
			Scratch scratch = Dialects.find(connection.getMetaData())
				.flatMap((dialect) -> dialect.scratch())
				.orElse(null);
			if (!(scratch instanceof Scratch.InProcess product)) {
				return Optional.empty();
			}
			Scratch.Scripting scripting = product.scripting().orElse(null);
			if (scripting != null && scripting.isEmpty(connection)) {
				return Optional.of(new Image(scripting, dataSource,
						new Origin(product.like(connection, ""), String.valueOf(connection.getSchema()), fingerprint)));
			}
			return Optional.empty();
		}
	}

	/**
	 * What leads to the same migrated database.
	 *
	 * @param settings the settings of the database
	 * @param schema the default schema
	 * @param fingerprint what migrates it
	 */
	private record Origin(Scratch.InMemory settings, String schema, LiquibaseFingerprint fingerprint) {

	}

	/**
	 * The image of a migrated database.
	 *
	 * @param scripting writes the database as statements
	 * @param dataSource the database of the context
	 * @param origin what leads to it
	 */
	record Image(Scratch.Scripting scripting, DataSource dataSource, Origin origin) {

		/**
		 * Build the database of the context, if the image exists.
		 * @return {@code true} if it has been built
		 * @throws SQLException if a statement fails
		 */
		boolean restore() throws SQLException {
			List<String> statements = images.get(this.origin);
			if (statements == null) {
				return false;
			}
			try (Connection connection = this.dataSource.getConnection();
					Statement statement = connection.createStatement()) {
				for (String sql : statements) {
					statement.execute(sql);
				}
				if (!connection.getAutoCommit()) {
					connection.commit();
				}
			}
			return true;
		}

		/**
		 * Take the image of the migrated database of the context.
		 * @throws SQLException if the database cannot be accessed
		 */
		void save() throws SQLException {
			try (Connection connection = this.dataSource.getConnection()) {
				images.put(this.origin, this.scripting.script(connection));
			}
		}

	}

}
