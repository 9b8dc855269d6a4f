package dev.migrate.test;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Scratch;
import dev.migrate.dialect.registry.Dialects;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * Copies one database of a server, and keeps what has been migrated as templates. All
 * that it creates is dropped at the end of the JVM, or by the next one if this one is
 * killed.
 */
final class CopyingServer {

	private static final String PREFIX = "migrate_copy_";

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final Log logger = LogFactory.getLog(CopyingServer.class);

	private static final Map<String, CopyingServer> servers = new HashMap<>();

	/**
	 * The drivers of products that have no server.
	 */
	private static final Set<String> otherDrivers = new HashSet<>();

	private static final ExecutorService worker = Executors.newSingleThreadExecutor((task) -> {
		Thread thread = new Thread(task, "migrate-copies");
		thread.setDaemon(true);
		return thread;
	});

	private final JdbcConnectionDetails details;

	private final Scratch.OnServer product;

	private final Scratch.Copying copying;

	/**
	 * The name of everything that this JVM creates, and of the lock that says that it is
	 * alive.
	 */
	private final String run = PREFIX + UUID.randomUUID().toString().substring(0, 8);

	private final String original;

	private final DataSource maintenance;

	private @Nullable Connection connection;

	private final Map<LiquibaseFingerprint, String> templates = new HashMap<>();

	/**
	 * What has migrated a database that was in use, so that there is no template of it.
	 */
	private final Set<LiquibaseFingerprint> notCopied = new HashSet<>();

	private @Nullable LiquibaseFingerprint latest;

	/**
	 * A copy that was made while a context was being started, so that the following one
	 * does not wait for it.
	 */
	private @Nullable DatabaseCopy next;

	private int created;

	private CopyingServer(JdbcConnectionDetails details, Scratch.OnServer product, Scratch.Copying copying,
			String original) {
		this.details = details;
		this.product = product;
		this.copying = copying;
		this.original = original;
		this.maintenance = at(details, url(details.getJdbcUrl(), copying.maintenanceDatabase()));
		Runtime.getRuntime().addShutdownHook(new Thread(this::end, "migrate-copies"));
	}

	/**
	 * Return the server of a database.
	 * @param details the details of the connection to the database
	 * @return the server; empty if the product cannot copy databases, or if the database
	 * cannot be accessed
	 */
	static synchronized Optional<CopyingServer> of(JdbcConnectionDetails details) {
		String key = details.getJdbcUrl() + " " + details.getUsername();
		if (servers.containsKey(key) || otherDrivers.contains(details.getDriverClassName())) {
			return Optional.ofNullable(servers.get(key));
		}
		try (Connection connection = at(details, details.getJdbcUrl()).getConnection()) {
			Scratch scratch = Dialects.find(connection.getMetaData()).flatMap(Dialect::scratch).orElse(null);
			if (scratch instanceof Scratch.OnServer product && product.copying().isPresent()
					&& product.url(details.getJdbcUrl(), PREFIX).isPresent()) {
				servers.put(key, new CopyingServer(details, product, product.copying().get(), connection.getCatalog()));
			}
			else if (scratch instanceof Scratch.InProcess) {
				// Each of its databases has a URL of its own.
				otherDrivers.add(details.getDriverClassName());
			}
			return Optional.ofNullable(servers.get(key));
		}
		catch (SQLException ex) {
			// The application is going to fail, and to say why.
			logger.debug("The database cannot be accessed", ex);
			return Optional.empty();
		}
	}

	private static DataSource at(JdbcConnectionDetails details, String url) {
		return DataSourceBuilder.create()
			.type(SimpleDriverDataSource.class)
			.driverClassName(details.getDriverClassName())
			.url(url)
			.username(details.getUsername())
			.password(details.getPassword())
			.build();
	}

	/**
	 * Return the URL of a database.
	 * @param like a URL of the original, whose parameters are kept
	 * @param database the name of the database
	 * @return the URL
	 */
	String url(String like, String database) {
		return this.product.url(like, database).orElseThrow();
	}

	/**
	 * Return a database for a context.
	 * @return the database, which is the copy of the newest template if there is one
	 */
	synchronized DatabaseCopy copy() {
		DatabaseCopy copy = this.next;
		this.next = null;
		return (copy != null) ? copy : create();
	}

	/**
	 * Return a database for a context that runs no migrations.
	 * @return the database, which is the copy of the original
	 */
	synchronized DatabaseCopy copyOfOriginal() {
		String name = nextName();
		create(name, null);
		return new DatabaseCopy(this, name, null);
	}

	private DatabaseCopy create() {
		String name = nextName();
		create(name, this.latest);
		return new DatabaseCopy(this, name, this.latest);
	}

	private synchronized void copyNext() {
		if (this.next == null) {
			try {
				this.next = create();
			}
			catch (IllegalStateException ex) {
				// The next context tries it again, and reports it.
				logger.debug("No database was copied ahead", ex);
			}
		}
	}

	private String nextName() {
		this.created++;
		return this.run + "_" + this.created;
	}

	/**
	 * Have a database contain what a migration begins with or, if there is a template,
	 * what it ends with.
	 * @param name the name of the database
	 * @param content what has migrated the database; {@code null} if nothing has
	 * @param fingerprint what is to have migrated it
	 * @return {@code true} if the migration is in the database
	 */
	synchronized boolean prepare(String name, @Nullable LiquibaseFingerprint content,
			LiquibaseFingerprint fingerprint) {
		LiquibaseFingerprint required = this.templates.containsKey(fingerprint) ? fingerprint : null;
		if ((content != null) ? !content.equals(required) : required != null) {
			try {
				execute(this.product.drop(name));
			}
			catch (SQLException ex) {
				throw new IllegalStateException("The database " + name + " was used before SpringLiquibase ran, so"
						+ " @MigrateOnce cannot replace it: " + reason(ex)
						+ ". Let the bean that uses it depend on SpringLiquibase, or remove @MigrateOnce from this"
						+ " test.", ex);
			}
			create(name, required);
		}
		this.latest = required;
		if (required != null) {
			inBackground(this::copyNext);
		}
		return required != null;
	}

	/**
	 * Keep a migrated database as a template.
	 * @param name the name of the database
	 * @param fingerprint what has migrated it
	 */
	synchronized void keep(String name, LiquibaseFingerprint fingerprint) {
		if (this.notCopied.contains(fingerprint)) {
			return;
		}
		String template = nextName();
		try {
			execute(this.copying.copy(name, template));
			this.templates.put(fingerprint, template);
			this.latest = fingerprint;
			inBackground(this::copyNext);
		}
		catch (SQLException ex) {
			this.notCopied.add(fingerprint);
			logger.warn("@MigrateOnce cannot copy the database that " + fingerprint.values().get("class")
					+ " has migrated, so that each context runs its migrations: " + reason(ex)
					+ ". Let the beans that use the database depend on SpringLiquibase.");
		}
	}

	/**
	 * Drop a database soon. The server waits for the connections that are being closed.
	 * @param name the name of the database
	 */
	void drop(String name) {
		inBackground(() -> dropNow(name));
	}

	private synchronized void dropNow(String name) {
		try {
			execute(this.product.drop(name));
		}
		catch (SQLException ex) {
			logger.debug("The next JVM drops the database " + name, ex);
		}
	}

	private void inBackground(Runnable task) {
		try {
			worker.execute(task);
		}
		catch (RejectedExecutionException ex) {
			// The JVM is about to end.
			task.run();
		}
	}

	private void create(String name, @Nullable LiquibaseFingerprint content) {
		try {
			String template = (content != null) ? this.templates.get(content) : null;
			execute(this.copying.copy((template != null) ? template : this.original, name));
		}
		catch (SQLException ex) {
			throw new IllegalStateException("@MigrateOnce cannot copy the database " + this.original + ": " + reason(ex)
					+ ". The user " + this.details.getUsername()
					+ " has to be allowed to create databases, and no other session may be connected to "
					+ this.original + ": put @MigrateOnce on all test classes that use it.", ex);
		}
	}

	private static String reason(SQLException ex) {
		return String.valueOf(ex.getMessage()).strip().replaceAll("\\s+", " ").replaceAll("\\.$", "");
	}

	private void execute(String sql) throws SQLException {
		try (Statement statement = connection().createStatement()) {
			statement.execute(sql);
		}
	}

	private Connection connection() throws SQLException {
		Connection connection = this.connection;
		if (connection == null || !connection.isValid(1)) {
			connection = this.maintenance.getConnection();
			this.connection = connection;
			this.product.tryLock(connection, this.run);
			dropOrphans(connection);
		}
		return connection;
	}

	private void dropOrphans(Connection connection) throws SQLException {
		for (String database : this.copying.databases(connection, PREFIX)) {
			String owner = database.substring(0, database.lastIndexOf('_'));
			// The connection of a JVM that is alive holds the lock.
			try (Connection other = this.maintenance.getConnection(); Statement statement = other.createStatement()) {
				if (!owner.equals(this.run) && this.product.tryLock(other, owner)) {
					statement.execute(this.product.drop(database));
				}
			}
			catch (SQLException ex) {
				logger.debug("The database " + database + " is left", ex);
			}
		}
	}

	private void end() {
		worker.shutdown();
		try {
			worker.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		dropTemplates();
	}

	private synchronized void dropTemplates() {
		this.templates.values().forEach(this::dropNow);
		if (this.next != null) {
			dropNow(this.next.name());
		}
	}

}
