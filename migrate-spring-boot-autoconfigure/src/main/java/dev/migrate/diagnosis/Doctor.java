package dev.migrate.diagnosis;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

import dev.migrate.CannotProceedException;
import dev.migrate.DoctorView;
import dev.migrate.InvalidChangelogException;
import dev.migrate.MigrationException;
import dev.migrate.authoring.ManagedDatabase;
import dev.migrate.authoring.acceptance.AcceptedDifferences;
import dev.migrate.authoring.comparison.DatabaseAccess;
import dev.migrate.changelog.Changelog;
import dev.migrate.database.DatabaseSchemaReader;
import dev.migrate.dialect.Dialect;
import dev.migrate.run.LiquibaseVersion;
import dev.migrate.run.MigrationStatus;
import dev.migrate.run.MigrationTarget;
import dev.migrate.run.Session;
import dev.migrate.schema.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is wrong with an application and one of its databases. What cannot be
 * examined because of a finding is left out. Nothing is changed.
 */
public final class Doctor {

	private final ManagedDatabase managed;

	private final ApplicationFacts application;

	private final Clock clock;

	private final Findings findings = new Findings();

	private final DatabaseSettings settings;

	private final ConfigurationExamination configuration;

	private final ChangelogExamination changelog;

	private final EntitiesExamination entities;

	/**
	 * Create a new diagnosis, to be used once.
	 * @param managed the database
	 * @param application the application
	 * @param clock the clock and the time zone of this process
	 */
	public Doctor(ManagedDatabase managed, ApplicationFacts application, Clock clock) {
		this.managed = managed;
		this.application = application;
		this.clock = clock;
		this.settings = new DatabaseSettings(application, managed.name());
		this.configuration = new ConfigurationExamination(application, this.settings, this.findings);
		this.changelog = new ChangelogExamination(managed, this.findings);
		this.entities = new EntitiesExamination(managed, this.findings);
	}

	/**
	 * Examine everything.
	 * @return the findings
	 */
	public DoctorView examine() {
		boolean primary = this.managed.name().equals(this.application.primaryDatabase());
		if (primary) {
			this.configuration.examineApplication();
			licence();
		}
		this.configuration.examineDatabase();
		Server server = server(primary);
		SourcesExamination sources = sources();
		if (sources != null) {
			if (primary) {
				attempt(sources::examineProject);
			}
			if (hasChangelog(sources)) {
				Changelog parsed = (server != null) ? database(server) : parse(this::parseWithoutDatabase);
				if (parsed != null) {
					attempt(() -> this.changelog.examine(parsed));
					attempt(() -> sources.examine(parsed));
				}
			}
		}
		return new DoctorView(this.managed.name(), this.findings.sorted());
	}

	private void licence() {
		LiquibaseVersion version = LiquibaseVersion.current();
		if (!version.isOpenSource()) {
			this.findings.add(Problem.LICENCE, null,
					"Liquibase " + version.text()
							+ " is under the Functional Source License, which is no open source licence"
							+ " until two years after the release. Version 4.33 is under the Apache License.",
					null);
		}
	}

	private @Nullable SourcesExamination sources() {
		try {
			return new SourcesExamination(this.managed, this.application, this.settings, this.findings);
		}
		catch (CannotProceedException ex) {
			this.findings.add(Problem.SETTING_INVALID,
					this.application.setting("migrate.version-locations").map(Setting::location).orElse(null),
					ex.getMessage(), null);
			return null;
		}
	}

	private boolean hasChangelog(SourcesExamination sources) {
		try {
			return sources.examinePlace();
		}
		catch (MigrationException ex) {
			this.findings.add(Problem.CHANGELOG_INVALID, this.settings.location("change-log"), ex.getMessage(), null);
			return false;
		}
	}

	/**
	 * Examine the server.
	 * @param primary whether to examine what concerns the application as a whole
	 * @return the server; {@code null} if the database cannot be used
	 */
	private @Nullable Server server(boolean primary) {
		Location url = this.settings.url();
		try (Connection connection = this.managed.target().connect()) {
			Optional<Dialect> dialect = DatabaseSchemaReader.find(connection);
			if (dialect.isEmpty()) {
				this.findings.add(Problem.DATABASE_UNSUPPORTED, url,
						"The product " + connection.getMetaData().getDatabaseProductName() + " is not supported.",
						"Use it without comparisons: write revisions by hand.");
				return null;
			}
			boolean autoCommit = connection.getAutoCommit();
			connection.setAutoCommit(true);
			try {
				return examine(connection, dialect.get(), url, primary);
			}
			finally {
				connection.setAutoCommit(autoCommit);
			}
		}
		catch (MigrationException ex) {
			this.findings.add(Problem.DATABASE_UNREACHABLE, url, ex.getMessage(), null);
		}
		catch (SQLException ex) {
			this.findings.add(Problem.DATABASE_UNREACHABLE, url, "The database returned an error: " + ex.getMessage(),
					null);
		}
		return null;
	}

	private Server examine(Connection connection, Dialect dialect, @Nullable Location url, boolean primary)
			throws SQLException {
		MigrationTarget target = this.managed.target();
		String jdbcUrl = Objects.requireNonNullElseGet(target.url().get(), () -> "");
		if (jdbcUrl.isEmpty()) {
			jdbcUrl = Objects.requireNonNullElse(connection.getMetaData().getURL(), "");
		}
		Server server = new Server(dialect, dialect.isInProcess(jdbcUrl));
		dialect.inspection()
			.missingBindAddress(jdbcUrl)
			.ifPresent((property) -> this.findings.add(Problem.OPEN_TO_NETWORK, url,
					"The database listens on all network interfaces while the application runs.",
					"Set the system property " + property + " to 127.0.0.1 before the application starts."));
		if (server.inProcess()) {
			this.findings.add(Problem.IN_MEMORY, url,
					"The database ends with the process: each command starts with an empty one, and upgrades it first.",
					null);
		}
		if (primary) {
			this.configuration.examineScripts(server.inProcess());
		}
		String schema = (target.defaultSchema() != null) ? target.defaultSchema() : "";
		ServerExamination examination = new ServerExamination(target, this.clock, this.settings, this.findings);
		try {
			examination.examine(connection, dialect, dialect.scope(connection, schema, List.of()));
		}
		catch (SQLException ex) {
			reportNotExamined("The database returned an error: " + ex.getMessage());
		}
		return server;
	}

	/**
	 * Examine the history of the database and the entities.
	 * @param server the server
	 * @return the changelog; {@code null} if it is not valid
	 */
	private @Nullable Changelog database(Server server) {
		DatabaseExamination examination = new DatabaseExamination(this.managed, this.changelog, this.findings);
		Changelog parsed = null;
		MigrationStatus status = null;
		try (Session session = Session.open(this.managed.target())) {
			boolean complete = DatabaseAccess.call(() -> examination.examine(session));
			parsed = parse(session::parse);
			if (parsed != null && complete) {
				status = examination.examine(session, parsed, server.inProcess());
			}
		}
		catch (MigrationException ex) {
			reportNotExamined(ex.getMessage());
		}
		AcceptedDifferences accepted = accepted(server.dialect());
		// Hibernate asks the database for its dialect.
		Optional<Schema> schema = this.entities.entities();
		MigrationStatus examined = status;
		if (examined != null && schema.isPresent()) {
			attempt(() -> this.entities.examine(schema.get(), examined, accepted));
		}
		return parsed;
	}

	private @Nullable AcceptedDifferences accepted(Dialect dialect) {
		try {
			return AcceptedDifferences.read(this.managed.files(), this.managed.target(), dialect.name());
		}
		catch (MigrationException ex) {
			this.findings.add(Problem.ACCEPTED_DIFFERENCES_INVALID,
					Location
						.of(this.managed.files().master().resolveSibling(this.managed.files().acceptedDifferences())),
					ex.getMessage(), null);
			return null;
		}
	}

	private Changelog parseWithoutDatabase() {
		return Changelog.parse(this.managed.target().source(null));
	}

	private @Nullable Changelog parse(Supplier<Changelog> parser) {
		try {
			return parser.get();
		}
		catch (InvalidChangelogException ex) {
			Location file = this.changelog.at(ex.path());
			this.findings.add(Problem.CHANGELOG_INVALID, (file != null) ? new Location(file.file(), ex.line()) : null,
					ex.getMessage(), null);
		}
		catch (MigrationException ex) {
			this.findings.add(Problem.CHANGELOG_INVALID, null, ex.getMessage(), null);
		}
		return null;
	}

	private void attempt(Runnable examination) {
		try {
			examination.run();
		}
		catch (MigrationException ex) {
			reportNotExamined(ex.getMessage());
		}
	}

	private void reportNotExamined(String reason) {
		this.findings.add(Problem.NOT_EXAMINED, null, "Something could not be examined. " + reason, null);
	}

	/**
	 * The server of a database.
	 *
	 * @param dialect the dialect
	 * @param inProcess whether the database begins and ends with the process
	 */
	private record Server(Dialect dialect, boolean inProcess) {

	}

}
