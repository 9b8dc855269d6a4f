package dev.migrate.testing;

import java.util.function.Function;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.containers.JdbcDatabaseContainer;
import org.testcontainers.mssqlserver.MSSQLServerContainer;
import org.testcontainers.oracle.OracleContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The servers that are available only in Docker, if an image is configured.
 */
final class TestContainers {

	private static final Logger logger = LoggerFactory.getLogger(TestContainers.class);

	private TestContainers() {
	}

	static TestServer sqlserver() {
		return Sqlserver.SERVER;
	}

	static TestServer oracle() {
		return OracleDatabase.SERVER;
	}

	private static TestServer start(String product, String variable,
			Function<DockerImageName, JdbcDatabaseContainer<?>> maker) {
		String image = System.getenv(variable);
		if (image == null || image.isBlank()) {
			return new TestServer(product + " is not run: no image in " + variable, "", "", "");
		}
		JdbcDatabaseContainer<?> container = maker.apply(DockerImageName.parse(image));
		container.start();
		Runtime.getRuntime().addShutdownHook(new Thread(container::stop));
		logger.info("Tests use {} in Docker ({})", product, image);
		return new TestServer(product + " in Docker (" + image + ")", container.getJdbcUrl(), container.getUsername(),
				container.getPassword());
	}

	private static final class Sqlserver {

		private static final TestServer SERVER = start("SQL Server", "MIGRATE_TEST_SQLSERVER_IMAGE",
				(image) -> new MSSQLServerContainer(image.asCompatibleSubstituteFor("mcr.microsoft.com/mssql/server"))
					.acceptLicense());

	}

	private static final class OracleDatabase {

		private static final TestServer SERVER = start("Oracle Database", "MIGRATE_TEST_ORACLE_IMAGE",
				(image) -> new OracleContainer(image.asCompatibleSubstituteFor("gvenzl/oracle-free"))
					.withUsername("app"));

	}

}
