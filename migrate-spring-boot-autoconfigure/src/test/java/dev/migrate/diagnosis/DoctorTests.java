package dev.migrate.diagnosis;

import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.migrate.ChangelogFormat;
import dev.migrate.FindingView;
import dev.migrate.authoring.ManagedDatabase;
import dev.migrate.run.MigrationTarget;
import dev.migrate.run.RunLog;
import dev.migrate.schema.Column;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import dev.migrate.testing.ChangelogFolder;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestDatabases;
import dev.migrate.testing.TestProduct;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link Doctor} on servers, and of what no project can have in a test.
 */
class DoctorTests {

	private static final Schema PERSON = Schema.EMPTY
		.withTables(List.of(Table.of(QualifiedName.of("person"), List.of(Column.of("id", "bigint", false)))));

	private static final Set<String> ALWAYS = Set.of(Problem.LICENCE.code(), Problem.IN_MEMORY.code());

	@TempDir
	private Path folder;

	private ChangelogFolder changelog;

	@BeforeEach
	void writeChangelog() {
		this.changelog = ChangelogFolder.withVersions(this.folder);
	}

	@ParameterizedTest
	@EnumSource(value = TestProduct.class, names = { "H2", "HSQLDB", "POSTGRESQL", "MYSQL", "MARIADB", "SQLITE" })
	void nothingIsWrongWithAServerAndNothingIsLeftBehind(TestProduct product) throws SQLException {
		try (TestDatabase database = product.create()) {
			assertThat(findings(database.dataSource())).isEmpty();
			try (Connection connection = database.connect();
					ResultSet tables = connection.getMetaData()
						.getTables(connection.getCatalog(), connection.getSchema(), "%", new String[] { "TABLE" })) {
				assertThat(tables.next()).isFalse();
			}
		}
	}

	@ParameterizedTest
	@EnumSource(value = TestProduct.class, names = { "H2", "HSQLDB", "POSTGRESQL", "MYSQL" })
	void missingPrivilegesAreNamed(TestProduct product) {
		try (TestDatabase database = product.create()) {
			String user = "u" + UUID.randomUUID().toString().substring(0, 8);
			database.execute(switch (product) {
				case POSTGRESQL -> new String[] { "create role " + user + " login password 'secret'" };
				case MYSQL -> new String[] { "create user " + user + " identified by 'secret'",
						"grant select, insert, create on " + name(database) + ".* to " + user };
				default -> new String[] { "create user " + user + " password 'secret'" };
			});
			DataSource stranger = new DriverManagerDataSource(database.url().replace(";DB_CLOSE_DELAY=-1", ""),
					(product == TestProduct.HSQLDB) ? user.toUpperCase(Locale.ROOT) : user, "secret");
			List<FindingView> findings = findings(stranger);
			assertThat(codes(findings)).as(findings.toString()).containsExactly(Problem.PRIVILEGE_MISSING.code());
			assertThat(findings.get(0).description()).contains(switch (product) {
				case MYSQL -> "the privilege ALTER, DROP, INDEX in";
				case POSTGRESQL -> "the privilege CREATE in the schema public";
				default -> "the privilege ALTER";
			});
			database.execute("drop user " + user);
		}
	}

	@Test
	void tableOfAnotherOwnerIsNamed() {
		try (TestDatabase database = TestDatabases.postgresql()) {
			String user = "u" + UUID.randomUUID().toString().substring(0, 8);
			database.execute("create role " + user + " login password 'secret'",
					"grant create on schema public to " + user, "create table person (id bigint not null)",
					"create table other (id bigint)");
			this.changelog.createTable("20260101000000", "unrelated", "");
			DataSource limited = new DriverManagerDataSource(database.url(), user, "secret");
			assertThat(findings(limited, PERSON, ApplicationFacts.NONE, Clock.systemDefaultZone()))
				.filteredOn((finding) -> finding.code().equals(Problem.TABLE_OF_OTHER_OWNER.code()))
				.extracting(FindingView::description)
				.containsExactly("The user of the migrations cannot alter 1 mapped table: person.");
			database.execute("drop owned by " + user, "drop role " + user);
		}
	}

	@Test
	void historyOfAnotherUserIsNamed() {
		try (TestDatabase database = TestDatabases.postgresql()) {
			String user = "u" + UUID.randomUUID().toString().substring(0, 8);
			database.execute("create role " + user + " login password 'secret'",
					"grant create on schema public to " + user, "create table databasechangelog (id varchar(255))");
			DataSource limited = new DriverManagerDataSource(database.url(), user, "secret");
			assertThat(findings(limited)).extracting(FindingView::code, FindingView::description)
				.containsExactly(tuple(Problem.NOT_EXAMINED.code(),
						"Something could not be examined. The command failed on the database 'main':"
								+ " ERROR: permission denied for table databasechangelog. The user of the migrations lacks this"
								+ " privilege: grant it, or set spring.liquibase.user and spring.liquibase.password to a user who"
								+ " has it."));
			database.execute("drop owned by " + user, "drop role " + user);
		}
	}

	@Test
	void readOnlySessionIsNamed() {
		assertNamed(Problem.DATABASE_READ_ONLY, (database, config) -> config
			.setConnectionInitSql("set session characteristics as transaction read only"));
	}

	@Test
	void readOnlyServerIsNamedUnlessTheUserIsExempt() {
		try (TestDatabase database = TestDatabases.mysql()) {
			String user = "u" + UUID.randomUUID().toString().substring(0, 8);
			database.execute("create user " + user + " identified by 'secret'",
					"grant all on " + name(database) + ".* to " + user, "set global read_only = 1");
			try {
				DataSource ordinary = new DriverManagerDataSource(database.url(), user, "secret");
				assertThat(codes(findings(ordinary))).containsExactly(Problem.DATABASE_READ_ONLY.code());
				assertThat(codes(findings(database.dataSource()))).isEmpty();
			}
			finally {
				database.execute("set global read_only = 0", "drop user " + user);
			}
		}
	}

	@Test
	void invalidIndexIsNamed() {
		assertNamed(Problem.INDEX_INVALID,
				(database, config) -> database.execute("create table t (id int)", "create index broken on t (id)",
						"update pg_index set indisvalid = false where indexrelid = 'broken'::regclass"));
	}

	@Test
	void otherTimeZoneIsNamed() {
		assertNamed(Problem.TIME_ZONE_DIFFERS,
				(database, config) -> config.setConnectionInitSql("set time zone 'Asia/Kathmandu'"));
	}

	@Test
	void poolWithoutSecondConnectionIsNamed() {
		assertNamed(Problem.CONNECTIONS_EXHAUSTED, (database, config) -> {
			config.setMaximumPoolSize(1);
			config.setConnectionTimeout(250);
		});
	}

	@Test
	void poolerOfTransactionsIsNamed() {
		try (TestDatabase database = TestDatabases.postgresql()) {
			assertThat(codes(findings(new PoolerOfTransactions(database.dataSource()))))
				.containsExactly(Problem.SESSION_LOST.code());
		}
	}

	@Test
	void limitedEncodingIsNamed() {
		try (TestDatabase server = TestDatabases.postgresql()) {
			String name = name(server) + "_latin";
			server.execute(
					"create database " + name + " template template0 encoding 'LATIN1' lc_collate 'C' lc_ctype 'C'");
			DataSource latin = new DriverManagerDataSource(server.url().replace(name(server), name), server.username(),
					server.password());
			List<FindingView> findings = findings(latin);
			server.execute("drop database " + name);
			assertThat(codes(findings)).containsExactly(Problem.ENCODING_LIMITED.code());
		}
		try (TestDatabase mysql = TestDatabases.mariadb()) {
			mysql.execute("alter database " + name(mysql) + " character set latin1");
			assertThat(findings(mysql.dataSource())).extracting(FindingView::description)
				.containsExactly("The encoding of the database is latin1, in which not every character can be stored.");
		}
	}

	@Test
	void otherClockIsNamed() {
		try (TestDatabase database = TestDatabases.postgresql()) {
			Clock slow = Clock.offset(Clock.systemDefaultZone(), Duration.ofMinutes(-2));
			assertThat(codes(findings(database.dataSource(), Schema.EMPTY, ApplicationFacts.NONE, slow)))
				.containsExactly(Problem.CLOCK_DIFFERS.code());
			Clock elsewhere = Clock.system(ZoneId.of("Pacific/Chatham"));
			assertThat(codes(findings(database.dataSource(), Schema.EMPTY, ApplicationFacts.NONE, elsewhere)))
				.containsExactly(Problem.TIME_ZONE_DIFFERS.code());
		}
	}

	@Test
	void unsupportedProductIsNamed() {
		try (TestDatabase database = TestDatabases.h2()) {
			DataSource other = new AbstractDataSource() {

				@Override
				public Connection getConnection() throws SQLException {
					return renamed(database.dataSource().getConnection());
				}

				@Override
				public Connection getConnection(String username, String password) throws SQLException {
					return getConnection();
				}

			};
			assertThat(codes(findings(other))).containsExactly(Problem.DATABASE_UNSUPPORTED.code());
		}
	}

	@Test
	void secondMigrationToolIsNamed() {
		ApplicationFacts withOther = new ApplicationFacts() {

			@Override
			public boolean hasAutoConfiguration(String name) {
				return true;
			}

		};
		try (TestDatabase database = TestDatabases.h2()) {
			assertThat(codes(findings(database.dataSource(), Schema.EMPTY, withOther, Clock.systemDefaultZone())))
				.containsExactly(Problem.OTHER_MIGRATION_TOOL.code());
		}
	}

	@Test
	void severalChangelogsOfOneNameAreNamed() {
		ApplicationFacts withTwo = new ApplicationFacts() {

			@Override
			public List<URL> resources(String name) {
				try {
					return name.startsWith("schema") ? List.of()
							: List.of(new URL("file:/a/" + name), new URL("file:/b/" + name));
				}
				catch (MalformedURLException ex) {
					throw new IllegalStateException(ex);
				}
			}

		};
		try (TestDatabase database = TestDatabases.h2()) {
			assertThat(codes(findings(database.dataSource(), Schema.EMPTY, withTwo, Clock.systemDefaultZone())))
				.containsExactly(Problem.CHANGELOG_AMBIGUOUS.code());
		}
	}

	@Test
	void changelogInTheDirectoryOfTheProjectIsNamed() {
		try (TestDatabase database = TestDatabases.h2()) {
			String changelog = "file:src/test/resources/existing/changelog.yaml";
			MigrationTarget target = MigrationTarget
				.builder("main", database.dataSource(), changelog, this.changelog.loader())
				.build();
			assertThat(codes(findings(target, Schema.EMPTY, ApplicationFacts.NONE, Clock.systemDefaultZone())))
				.contains(Problem.CHANGELOG_NOT_PACKAGED.code());
		}
	}

	private void assertNamed(Problem problem, Seed seed) {
		try (TestDatabase database = TestDatabases.postgresql()) {
			HikariConfig config = new HikariConfig();
			config.setJdbcUrl(database.url());
			config.setUsername(database.username());
			config.setPassword(database.password());
			seed.on(database, config);
			try (HikariDataSource pool = new HikariDataSource(config)) {
				assertThat(codes(findings(pool))).filteredOn((code) -> !code.equals(Problem.LEFT_ALONE.code()))
					.containsExactly(problem.code());
			}
		}
	}

	private List<FindingView> findings(DataSource dataSource) {
		return findings(dataSource, Schema.EMPTY, ApplicationFacts.NONE, Clock.systemDefaultZone());
	}

	private List<FindingView> findings(DataSource dataSource, Schema entities, ApplicationFacts application,
			Clock clock) {
		return findings(
				MigrationTarget.builder("main", dataSource, ChangelogFolder.MASTER, this.changelog.loader()).build(),
				entities, application, clock);
	}

	private List<FindingView> findings(MigrationTarget target, Schema entities, ApplicationFacts application,
			Clock clock) {
		ManagedDatabase managed = new ManagedDatabase(target, new RunLog(), () -> Optional.of(entities), this.folder,
				ChangelogFormat.YAML, "ann");
		return new Doctor(managed, application, clock).examine()
			.findings()
			.stream()
			.filter((finding) -> !ALWAYS.contains(finding.code()))
			.toList();
	}

	private static List<String> codes(List<FindingView> findings) {
		return findings.stream().map(FindingView::code).toList();
	}

	private static String name(TestDatabase database) {
		return database.url().replaceFirst("\\?.*", "").replaceFirst(".*/", "");
	}

	private static Connection renamed(Connection connection) {
		return Proxies.of(Connection.class, connection,
				(method, result) -> method.equals("getMetaData")
						? Proxies.of(DatabaseMetaData.class, (DatabaseMetaData) result,
								(name, value) -> name.equals("getDatabaseProductName") ? "Other" : value)
						: result);
	}

	/**
	 * Makes a mistake.
	 */
	private interface Seed {

		void on(TestDatabase database, HikariConfig config);

	}

	/**
	 * Gives each transaction the session that was used last, as poolers do.
	 */
	private static final class PoolerOfTransactions extends AbstractDataSource {

		private final DataSource server;

		private final Deque<Connection> idle = new ArrayDeque<>();

		PoolerOfTransactions(DataSource server) {
			this.server = server;
		}

		@Override
		public Connection getConnection() throws SQLException {
			return Proxies.pooled(this::take, this.idle::push);
		}

		@Override
		public Connection getConnection(String username, String password) throws SQLException {
			return getConnection();
		}

		private Connection take() throws SQLException {
			return this.idle.isEmpty() ? this.server.getConnection() : this.idle.pop();
		}

	}

}
