package dev.migrate.endtoend;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.logging.Logger;

import ch.qos.logback.classic.Level;
import dev.migrate.command.CommandResult;
import dev.migrate.testing.Capability;
import dev.migrate.testing.EssentialProducts;
import dev.migrate.testing.LogMessages;
import dev.migrate.testing.ProductsWith;
import dev.migrate.testing.RealLocks;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that no secret of the configuration gets into what users, programs and the logs
 * of Migrate see, whatever fails.
 */
class SecretsEndToEndTests {

	private static final String SECRET = "Geh3im";

	private static final List<String[]> COMMANDS = List.of(new String[] { "upgrade", "--verbose" },
			new String[] { "status", "--json" }, new String[] { "doctor" }, new String[] { "doctor", "--json" });

	@RegisterExtension
	private final LogMessages messages = LogMessages.from(Level.DEBUG);

	@TempDir
	private Path folder;

	@ParameterizedTest
	@ProductsWith(Capability.PASSWORDS)
	void passwordThatIsRejected(TestProduct product) {
		try (TestDatabase database = product.create()) {
			assertThat(fail(database.url(), "stranger", SECRET, COMMANDS)).contains("Error [");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:postgresql://localhost:1/shop?password=Geh3im&sslpassword=Geh3im",
			"jdbc:mysql://ann:Geh3im@localhost:1/shop?trustCertificateKeyStorePassword=Geh3im",
			"jdbc:mariadb://localhost:1/shop?user=ann&password=Geh3im",
			"jdbc:h2:tcp://localhost:1/shop;PASSWORD=Geh3im", "jdbc:hsqldb:hsql://localhost:1/shop;password=Geh3im" })
	void serverThatIsNotThere(String url) {
		assertThat(fail(url, "ann", SECRET, COMMANDS)).contains("Error [database-unreachable]");
	}

	@Test
	void driverThatEchoesItsUrlAndItsProperties() throws SQLException {
		Driver driver = new EchoingDriver();
		DriverManager.registerDriver(driver);
		try {
			String printed = fail("jdbc:echo://ann:Geh3im@host/shop?password=Geh3im", "ann", SECRET, COMMANDS,
					"spring.datasource.driver-class-name=" + EchoingDriver.class.getName());
			assertThat(printed).contains("jdbc:echo://ann:***@host/shop?password=***", "{password=***, user=ann}");
		}
		finally {
			DriverManager.deregisterDriver(driver);
		}
	}

	@ParameterizedTest
	@EnumSource
	void parameterInAStatementThatFails(TestProduct product) {
		try (TestDatabase database = product.create()) {
			changeset("{sql: \"insert into nowhere values ('${apiKey}', '" + "x".repeat(280) + "${apiKey}')\"}");
			assertThat(fail(database, COMMANDS)).contains("Error [changeset-failed]", "nowhere", "***");
		}
	}

	@ParameterizedTest
	@EssentialProducts
	void parameterInAChangelogThatIsNotValid(TestProduct product) {
		try (TestDatabase database = product.create()) {
			for (String change : List.of("{createTabel: {tableName: \"${apiKey}\"}}",
					"{createTable: {remarks: \"${apiKey}\"}}", "{sqlFile: {path: \"${apiKey}.sql\"}}",
					"{sql: {sql: \"'${apiKey}' ${unknown}\"}}", "{customChange: {class: \"${apiKey}\"}}")) {
				changeset(change);
				assertThat(fail(database, List.of(COMMANDS.get(0), COMMANDS.get(1), COMMANDS.get(2)))).contains("[");
			}
		}
	}

	@Test
	void lockThatIsHeld() throws Exception {
		RealLocks.use(() -> {
			try (TestDatabase database = TestProduct.POSTGRESQL.create()) {
				Shop shop = shop(database.url() + "?password=" + database.password(), database.username(),
						database.password());
				assertThat(shop.migrate("ensure-version").exitCode()).isZero();
				changeset("{sql: select 1}");
				database.execute("update databasechangeloglock set locked = true, lockedby = 'node-7'");
				assertThat(fail(database, COMMANDS)).contains("Error [locked]");
			}
		});
	}

	private void changeset(String change) {
		shop("", "", "").write("db/versions/20260101000000_x.yaml", """
				databaseChangeLog:
				  - changeSet:
				      id: "20260101000000.1"
				      author: ada
				      changes: [%s]
				""".formatted(change));
	}

	private String fail(TestDatabase database, List<String[]> commands) {
		return fail(database.url(), database.username(), database.password(), commands);
	}

	private String fail(String url, String username, String password, List<String[]> commands, String... properties) {
		Shop shop = shop(url, username, password, properties);
		StringBuilder printed = new StringBuilder();
		for (String[] command : commands) {
			CommandResult result = shop.migrate(command);
			printed.append(result.out()).append(result.err());
		}
		assertThat(printed.toString()).doesNotContain(SECRET);
		assertThat(this.messages.all()).noneMatch((line) -> line.contains(SECRET));
		return printed.toString();
	}

	private Shop shop(String url, String username, String password, String... properties) {
		List<String> all = new ArrayList<>(List.of(properties));
		all.addAll(List.of("spring.datasource.url=" + url, "spring.datasource.username=" + username,
				"spring.datasource.password=" + password, "spring.liquibase.parameters.apiKey=Geh3im-k3y",
				"migrate.lock.timeout=1s", "spring.datasource.hikari.connection-timeout=300"));
		return Shop.of(PlainApplication.class, this.folder, all.toArray(String[]::new))
			.write("db/db.changelog-master.yaml", """
					databaseChangeLog:
					  - includeAll:
					      path: versions/
					      relativeToChangelogFile: true
					      errorIfMissingOrEmpty: false
					""");
	}

	/**
	 * A driver whose errors tell everything that it was given.
	 */
	public static final class EchoingDriver implements Driver {

		@Override
		public Connection connect(String url, Properties info) throws SQLException {
			if (!acceptsURL(url)) {
				return null;
			}
			SQLException failure = new SQLException("Cannot connect to " + url + " with " + info, "08001");
			failure.addSuppressed(new SQLException("Tried " + url));
			throw failure;
		}

		@Override
		public boolean acceptsURL(String url) {
			return url.startsWith("jdbc:echo:");
		}

		@Override
		public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
			return new DriverPropertyInfo[0];
		}

		@Override
		public int getMajorVersion() {
			return 1;
		}

		@Override
		public int getMinorVersion() {
			return 0;
		}

		@Override
		public boolean jdbcCompliant() {
			return false;
		}

		@Override
		public Logger getParentLogger() {
			return Logger.getGlobal();
		}

	}

}
