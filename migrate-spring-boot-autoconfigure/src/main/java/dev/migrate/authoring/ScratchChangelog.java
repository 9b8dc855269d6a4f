package dev.migrate.authoring;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.MigrationFailedException;
import dev.migrate.authoring.comparison.Comparison;
import dev.migrate.authoring.comparison.DatabaseAccess;
import dev.migrate.changelog.Changelog;
import dev.migrate.changelog.file.ChangelogFiles;
import dev.migrate.changelog.revision.Changeset;
import dev.migrate.database.CurrentSchema;
import dev.migrate.database.ScratchDatabase;
import dev.migrate.run.MigrationStatus;
import dev.migrate.run.MigrationTarget;
import dev.migrate.run.Replay;
import dev.migrate.schema.Schema;

import org.springframework.core.io.DefaultResourceLoader;

/**
 * A changelog in a scratch database.
 */
public final class ScratchChangelog implements AutoCloseable {

	private final ManagedDatabase managed;

	private final MigrationTarget live;

	private final ScratchDatabase database;

	private final MigrationTarget target;

	private ScratchChangelog(ManagedDatabase managed, ScratchDatabase database) {
		this.managed = managed;
		this.live = managed.target();
		this.database = database;
		this.target = target("scratch of " + managed.name());
	}

	/**
	 * Open the scratch database of a database.
	 * @param managed the database
	 * @param entities the schema of the entities; {@link Schema#EMPTY} if there are none
	 * @return the changelog, not replayed yet
	 */
	public static ScratchChangelog open(ManagedDatabase managed, Schema entities) {
		MigrationTarget target = managed.target();
		return DatabaseAccess.connect(target, (connection) -> new ScratchChangelog(managed, ScratchDatabase
			.open(connection, target.defaultSchema(), schemas(target, entities), managed.scratch())));
	}

	private static Collection<String> schemas(MigrationTarget target, Schema entities) {
		Set<String> schemas = new TreeSet<>(entities.schemas());
		Stream.of(target.defaultSchema(), target.liquibaseSchema()).filter(Objects::nonNull).forEach(schemas::add);
		entities.tables().stream().map((table) -> table.name().schema()).filter(Objects::nonNull).forEach(schemas::add);
		return schemas;
	}

	/**
	 * Return the application with the scratch database in place of the live one.
	 * @return the changed copy
	 */
	public ManagedDatabase managed() {
		return this.managed.onScratch(target(this.managed.name()));
	}

	/**
	 * Return the application with the scratch database in place of the live one, and with
	 * the changelog of another release.
	 * @param classLoader the class path of the release
	 * @return the changed copy
	 * @throws CannotProceedException if the release has no such changelog, or if that
	 * could change more than the scratch database
	 */
	public ManagedDatabase managed(ClassLoader classLoader) {
		MigrationTarget own = target(this.managed.name());
		MigrationTarget target = own.with(own.changelog(), new DefaultResourceLoader(classLoader));
		if (ChangelogFiles.onClassPath(target.changelog()).isEmpty() || !Changelog.exists(target.source(null))) {
			throw new CannotProceedException(ErrorCode.CHANGELOG_MISSING,
					"The other release has no changelog " + target.changelog()
							+ " on its class path: it has to be at the same place as that of this application.");
		}
		DatabaseAccess.call(() -> {
			refuseOthers(new Replay(target).statementsOfBothWays());
			return target;
		});
		return this.managed.onScratch(target);
	}

	/**
	 * Return connections whose default schema is that of the migrations.
	 * @return the connections, a new one each time
	 */
	public DataSource dataSource() {
		String schema = target(this.managed.name()).defaultSchema();
		return (schema != null) ? this.database.dataSource(schema) : this.database.dataSource();
	}

	private MigrationTarget target(String name) {
		return this.live.on(name, this.database.dataSource(), !this.database.schemasAreDatabases());
	}

	/**
	 * Recreate the scratch database, with nothing but what the live database has and the
	 * changelog needs without creating it.
	 * @throws CannotProceedException if the changelog could change more than the scratch
	 * database
	 */
	public void prepare() {
		DatabaseAccess.call(() -> {
			this.database.clear();
			this.database.markUsed();
			Replay replay = new Replay(this.target);
			refuseOthers(replay.statementsOfBothWays());
			equip(replay, (changeset) -> true);
			return this.target;
		});
	}

	/**
	 * Replay the changelog or a part of it. Unchanged changesets that were replayed
	 * before are kept.
	 * @param wanted the changesets to replay
	 * @return the status of the scratch database
	 * @throws MigrationFailedException if a changeset fails
	 */
	public MigrationStatus replay(Predicate<Changeset> wanted) {
		return DatabaseAccess.call(() -> run(wanted));
	}

	private MigrationStatus run(Predicate<Changeset> wanted) throws SQLException {
		Replay replay = new Replay(this.target);
		if (this.database.isUsed() || !replay.continues(wanted)) {
			this.database.clear();
		}
		Map<Changeset, String> statements = this.database.others().isEmpty() ? Map.of() : replay.statements(wanted);
		refuseOthers(statements);
		equip(replay, wanted);
		try {
			return replay.run(wanted);
		}
		catch (MigrationFailedException ex) {
			// A partly applied changeset cannot be resumed.
			this.database.clear();
			throw ex;
		}
	}

	/**
	 * Read the schema of the scratch database.
	 * @param desired the desired schema, which determines the schemas to read
	 * @return the current schema
	 */
	public CurrentSchema read(Schema desired) {
		return Comparison.read(this.target, desired);
	}

	private void equip(Replay replay, Predicate<Changeset> wanted) throws SQLException {
		Map<String, String> equipment = this.database.equipment();
		if (equipment.isEmpty()) {
			return;
		}
		String all = String.join("\n", replay.statements(wanted).values());
		for (Map.Entry<String, String> entry : equipment.entrySet()) {
			Pattern making = Pattern.compile(
					"create\\s+(schema|extension)\\b[^;]*?(?<!\\w)" + Pattern.quote(entry.getKey()) + "(?!\\w)",
					Pattern.CASE_INSENSITIVE);
			// If this fails, the changeset that needs it reports the error.
			if (!making.matcher(all).find()) {
				this.database.equip(entry.getValue());
			}
		}
	}

	private void refuseOthers(Map<Changeset, String> statements) throws SQLException {
		List<String> names = new ArrayList<>(statements.isEmpty() ? List.of() : this.database.others());
		for (String name : names) {
			Pattern reaching = Pattern.compile(
					"(?<![\\w$])(`?)" + Pattern.quote(name) + "\\1\\s*\\.|\\buse\\s+`?" + Pattern.quote(name) + "\\b",
					Pattern.CASE_INSENSITIVE);
			for (Map.Entry<Changeset, String> entry : statements.entrySet()) {
				Matcher matcher = reaching.matcher(entry.getValue());
				if (matcher.find()) {
					throw new CannotProceedException(ErrorCode.SCRATCH_UNSAFE, "Changeset " + entry.getKey().name()
							+ " names the database " + name
							+ ", so a replay of the changelog could change it. Set migrate.scratch.url to an empty"
							+ " database on another server, or remove the name from the changeset.");
				}
			}
		}
	}

	@Override
	public void close() {
		this.database.close();
	}

}
