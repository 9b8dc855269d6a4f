package dev.migrate.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

import javax.sql.DataSource;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Scratch;

/**
 * A scratch database on a server. It is kept between runs and has a marker table: a
 * database without it is never dropped.
 */
final class ScratchOnServer extends ScratchDatabase {

	private static final String SUFFIX = "_migrate_scratch";

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final Duration PAUSE = Duration.ofMillis(200);

	private final Scratch.OnServer product;

	/**
	 * Holds the lock while this database is open. Other processes wait for it.
	 */
	private final Connection lockConnection;

	private final String name;

	private final boolean configured;

	private final DataSource connections;

	ScratchOnServer(Dialect dialect, Scratch.OnServer product, Connection live, String database,
			Collection<String> schemas, ScratchConnections connections) throws SQLException {
		super(dialect, live, product.schemasAreDatabases() ? List.of() : schemas);
		this.product = product;
		addEquipment(product.equipment(live));
		DataSource given = connections.configured().orElse(null);
		this.configured = given != null;
		String url = live.getMetaData().getURL();
		String original = (product.schemasAreDatabases() && !database.isEmpty()) ? database : live.getCatalog();
		DataSource server = (given != null) ? given : connections.at(url);
		this.lockConnection = connectToServer(server);
		boolean opened = false;
		try {
			this.name = this.configured ? this.lockConnection.getCatalog() : name(original);
			this.connections = (given != null) ? given : connections.at(databaseUrl(url));
			lock();
			if (this.configured) {
				takeOver(live);
			}
			else {
				createIfAbsent();
			}
			opened = true;
		}
		finally {
			if (!opened) {
				this.lockConnection.close();
			}
		}
	}

	private Connection connectToServer(DataSource server) {
		try {
			Connection connection = server.getConnection();
			connection.setAutoCommit(true);
			return connection;
		}
		catch (SQLException ex) {
			throw new ScratchUnavailableException((this.configured ? "the configured one" : "its server")
					+ " cannot be reached (" + reason(ex) + ")");
		}
	}

	private String name(String original) {
		int maxLength = this.product.maxNameLength() - SUFFIX.length();
		String hash = "_" + Integer.toHexString(original.hashCode());
		return ((original.length() <= maxLength) ? original : original.substring(0, maxLength - hash.length()) + hash)
				+ SUFFIX;
	}

	private String databaseUrl(String url) {
		return this.product.url(url, this.name)
			.orElseThrow(() -> new ScratchUnavailableException(
					"Migrate cannot replace the name of the database in its JDBC URL"));
	}

	private void lock() throws SQLException {
		long end = System.nanoTime() + PATIENCE.toNanos();
		// Waiting in the server would block operations that wait for all transactions.
		while (!this.product.tryLock(this.lockConnection, this.name)) {
			if (System.nanoTime() > end) {
				throw new ScratchUnavailableException("The scratch database " + this.name + " is in use",
						"another process has been using it for more than " + PATIENCE.toSeconds()
								+ " seconds; try again when it has ended");
			}
			try {
				Thread.sleep(PAUSE.toMillis());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new ScratchUnavailableException("the wait for another process was interrupted");
			}
		}
	}

	private void takeOver(Connection live) throws SQLException {
		if (!dialect().isFor(this.lockConnection.getMetaData())) {
			throw new ScratchUnavailableException("the configured one is no " + dialect().name() + " database");
		}
		if (isMarked()) {
			rejectIfMarkIsVisible(live);
			return;
		}
		if (!this.product.isEmpty(this.lockConnection)) {
			throw new ScratchUnavailableException("The database " + this.name + " is no scratch database",
					"it contains objects that Migrate did not create");
		}
		mark();
		try {
			rejectIfMarkIsVisible(live);
		}
		catch (ScratchUnavailableException ex) {
			try (Connection connection = connect()) {
				execute(connection, List.of("drop table " + Scratch.OnServer.MARK));
			}
			throw ex;
		}
	}

	// Two URLs may refer to the same database.
	private void rejectIfMarkIsVisible(Connection live) throws SQLException {
		boolean visible;
		try {
			execute(live, List.of("select 1 from " + Scratch.OnServer.MARK));
			visible = true;
		}
		catch (SQLException ex) {
			visible = false;
		}
		finally {
			if (!live.getAutoCommit()) {
				live.rollback();
			}
		}
		if (visible) {
			throw new ScratchUnavailableException("The database " + this.name + " is no scratch database",
					"it is the database to migrate");
		}
	}

	private void createIfAbsent() throws SQLException {
		if (this.product.exists(this.lockConnection, this.name)) {
			if (!isMarked()) {
				throw new ScratchUnavailableException("The database " + this.name + " is no scratch database",
						"it has no table " + Scratch.OnServer.MARK
								+ ", so Migrate did not create it; drop it if it is not needed");
			}
			return;
		}
		create();
		mark();
	}

	private void create() {
		try {
			execute(this.lockConnection, List.of(this.product.create(this.lockConnection, this.name)));
		}
		catch (SQLException ex) {
			throw new ScratchUnavailableException(
					"the database user could not create the database " + this.name + " (" + reason(ex) + ")");
		}
	}

	private boolean isMarked() throws SQLException {
		try (Connection connection = connect()) {
			execute(connection, List.of("select 1 from " + Scratch.OnServer.MARK));
			return true;
		}
		catch (SQLException ex) {
			return false;
		}
	}

	private void mark() throws SQLException {
		try (Connection connection = connect()) {
			execute(connection, List.of("create table " + Scratch.OnServer.MARK + " (id integer)"));
		}
	}

	@Override
	public boolean schemasAreDatabases() {
		return this.product.schemasAreDatabases();
	}

	@Override
	public List<String> others() throws SQLException {
		try (Connection connection = connect()) {
			return this.product.others(connection);
		}
	}

	@Override
	public void clear() throws SQLException {
		if (!isMarked()) {
			throw new ScratchUnavailableException("The database " + this.name + " is no scratch database",
					"it has lost its table " + Scratch.OnServer.MARK);
		}
		if (this.configured) {
			try (Connection connection = connect()) {
				execute(connection, this.product.empty(connection));
			}
		}
		else {
			execute(this.lockConnection, List.of(this.product.drop(this.name)));
			create();
		}
		mark();
	}

	@Override
	public void markUsed() throws SQLException {
		try (Connection connection = connect()) {
			execute(connection, List.of("insert into " + Scratch.OnServer.MARK + " values (1)"));
		}
	}

	@Override
	public boolean isUsed() throws SQLException {
		try (Connection connection = connect();
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("select count(*) from " + Scratch.OnServer.MARK)) {
			return rows.next() && rows.getInt(1) > 0;
		}
	}

	@Override
	Connection connect() throws SQLException {
		Connection connection = this.connections.getConnection();
		connection.setAutoCommit(true);
		return connection;
	}

	@Override
	public void close() {
		try {
			this.lockConnection.close();
		}
		catch (SQLException ex) {
			// The server releases the lock when it detects the lost connection.
		}
	}

	private static String reason(SQLException ex) {
		String message = ex.getMessage();
		return (message != null) ? message.strip().replaceAll("\\s+", " ").replaceAll("\\.$", "")
				: ex.getClass().getSimpleName();
	}

}
