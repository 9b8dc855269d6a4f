package dev.migrate.diagnosis;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

import dev.migrate.DoctorView;
import dev.migrate.InvalidChangelogException;
import dev.migrate.MigrationException;
import dev.migrate.authoring.ManagedDatabase;
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
		this.configuration = new ConfigurationExamination(application, this.findings);
		this.changelog = new ChangelogExamination(managed, this.findings);
		this.entities = new EntitiesExamination(managed, this.findings);
	}

	/**
	 * Examine everything.
	 * @return the findings
	 */
	public DoctorView examine() {
		this.configuration.examine();
		licence();
		SourcesExamination sources = new SourcesExamination(this.managed, this.application, this.findings);
		boolean hasChangelog = sources.examine();
		Dialect dialect = server();
		// Hibernate asks the database for its dialect.
		Optional<Schema> schema = (dialect != null) ? this.entities.entities() : Optional.empty();
		if (hasChangelog) {
			MigrationStatus status = (dialect != null) ? database(dialect) : null;
			if (status != null && schema.isPresent()) {
				examine(schema.get(), status);
			}
			Changelog parsed = (status != null) ? status.changelog() : parse();
			if (parsed != null) {
				this.changelog.examine(parsed);
				sources.examine(parsed);
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

	/**
	 * Examine the server.
	 * @return its dialect; {@code null} if the database cannot be used
	 */
	private @Nullable Dialect server() {
		Location url = this.configuration.url().map(Setting::location).orElse(null);
		MigrationTarget target = this.managed.target();
		try (Connection connection = target.connect()) {
			Optional<Dialect> dialect = DatabaseSchemaReader.find(connection);
			if (dialect.isEmpty()) {
				this.findings.add(Problem.DATABASE_UNSUPPORTED, url,
						"The product " + connection.getMetaData().getDatabaseProductName() + " is not supported.",
						"Use it without comparisons: write revisions by hand.");
				return null;
			}
			examine(connection, dialect.get(), url);
			return dialect.get();
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

	private void examine(Connection connection, Dialect dialect, @Nullable Location url) {
		MigrationTarget target = this.managed.target();
		String schema = (target.defaultSchema() != null) ? target.defaultSchema() : "";
		ServerExamination examination = new ServerExamination(target, this.clock, url, this.findings);
		try {
			examination.examine(connection, dialect, dialect.scope(connection, schema, List.of()));
		}
		catch (SQLException ex) {
			reportNotExamined("The database returned an error: " + ex.getMessage());
		}
	}

	private void examine(Schema entities, MigrationStatus status) {
		try {
			this.entities.examine(entities, status);
		}
		catch (MigrationException ex) {
			reportNotExamined(ex.getMessage());
		}
	}

	private void reportNotExamined(String reason) {
		this.findings.add(Problem.NOT_EXAMINED, null, "A part of the database could not be examined. " + reason, null);
	}

	private @Nullable Changelog parse() {
		try {
			return Changelog.parse(this.managed.target().source(null));
		}
		catch (InvalidChangelogException ex) {
			Location file = this.changelog.at(ex.path(), "");
			this.findings.add(Problem.CHANGELOG_INVALID, (file != null) ? new Location(file.file(), ex.line()) : null,
					ex.getMessage(), null);
		}
		catch (MigrationException ex) {
			this.findings.add(Problem.CHANGELOG_INVALID, null, ex.getMessage(), null);
		}
		return null;
	}

	/**
	 * Examine the history of the database.
	 * @param dialect the dialect of the database
	 * @return its status; {@code null} if it has none
	 */
	private @Nullable MigrationStatus database(Dialect dialect) {
		DatabaseExamination examination = new DatabaseExamination(this.managed, this.changelog, this.findings);
		try (Session session = Session.open(this.managed.target())) {
			if (!DatabaseAccess.call(() -> examination.examine(session))) {
				return null;
			}
			MigrationStatus status = MigrationStatus.of(session, session.parse());
			boolean inMemory = this.configuration.url().filter((url) -> dialect.isInProcess(url.value())).isPresent();
			examination.examine(session, status, inMemory);
			return status;
		}
		catch (InvalidChangelogException ex) {
			// It is reported when it is parsed without the database.
			return null;
		}
		catch (MigrationException ex) {
			reportNotExamined(ex.getMessage());
			return null;
		}
	}

}
