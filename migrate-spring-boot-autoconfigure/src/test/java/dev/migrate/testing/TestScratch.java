package dev.migrate.testing;

import java.util.Optional;

import javax.sql.DataSource;

import dev.migrate.database.ScratchConnections;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The connections to scratch databases for the database of a test.
 *
 * @param database the database of the test
 * @param given the scratch database that the application configures; {@code null} for
 * none
 */
public record TestScratch(TestDatabase database, DataSource given) implements ScratchConnections {

	/**
	 * Create connections with the privileges of a test.
	 * @param database the database of the test
	 * @return the connections
	 */
	public static TestScratch of(TestDatabase database) {
		return new TestScratch(database, null);
	}

	@Override
	public Optional<DataSource> configured() {
		return Optional.ofNullable(this.given);
	}

	@Override
	public DataSource at(String url) {
		return new DriverManagerDataSource(url, this.database.username(), this.database.password());
	}

}
