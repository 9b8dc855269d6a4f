package dev.migrate.run.data;

import java.sql.SQLException;
import java.util.Optional;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.MigrationException;
import liquibase.Scope;
import liquibase.change.Change;
import liquibase.change.custom.CustomChangeWrapper;
import liquibase.change.custom.CustomTaskChange;
import liquibase.changelog.ChangeLogHistoryServiceFactory;
import liquibase.database.Database;
import liquibase.exception.CustomChangeException;
import liquibase.exception.DatabaseException;
import liquibase.exception.ValidationErrors;
import liquibase.resource.ResourceAccessor;
import org.jspecify.annotations.Nullable;

/**
 * The change that runs a data migration. It is the only one of its changeset.
 */
public final class DataMigrationChange implements CustomTaskChange {

	private @Nullable String name;

	/**
	 * Return the name of the data migration.
	 * @return the name; {@code null} if the changelog has none
	 */
	public @Nullable String getName() {
		return this.name;
	}

	/**
	 * Set the name of the data migration.
	 * @param name the name
	 */
	public void setName(@Nullable String name) {
		this.name = name;
	}

	/**
	 * Return the data migration that a change runs. Liquibase sets the properties of the
	 * change itself only when it validates the changelog.
	 * @param change the change
	 * @return its name; empty for another change
	 */
	public static Optional<String> nameIn(Change change) {
		return (change instanceof CustomChangeWrapper wrapper
				&& wrapper.getCustomChange() instanceof DataMigrationChange)
						? Optional.of(String.valueOf(wrapper.getParamValue("name"))) : Optional.empty();
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * A database that this run creates needs no bean, so that the bean can be deleted
	 * once all others are migrated, and tests of a part of the application do without it.
	 */
	@Override
	public void execute(Database database) throws CustomChangeException {
		try {
			MigratingConnection run = (database.getConnection() instanceof MigratingConnection own) ? own : null;
			Optional<DataMigrations> all = (run != null) ? run.dataMigrations() : Optional.of(DataMigrations.NONE);
			if (all.isEmpty()) {
				return;
			}
			NamedMigration<?> migration = all.get().find(String.valueOf(this.name)).orElse(null);
			if (run != null && migration != null) {
				new BatchedRun<>(migration, database, run).run(all.get().pause());
			}
			else if (isNew(database)) {
				Scope.getCurrentScope()
					.getLog(DataMigrationChange.class)
					.warning("The data migration " + this.name + " is left out: the database is new, and there is no"
							+ " bean with this name.");
			}
			else {
				throw new CannotProceedException(ErrorCode.DATA_MIGRATION_UNKNOWN,
						(run != null)
								? "No bean has the annotation @DataMigration(\"" + this.name
										+ "\"). Restore the bean, or correct the name in the changeset."
								: "The data migration " + this.name + " is a bean, which only a run of Migrate can use."
										+ " Let the application or its command upgrade apply the changeset.");
			}
		}
		catch (MigrationException | SQLException | DatabaseException ex) {
			throw new CustomChangeException(ex.getMessage(), ex);
		}
	}

	// All that is applied has been applied by this run
	private static boolean isNew(Database database) throws DatabaseException {
		String deployment = Scope.getCurrentScope()
			.getSingleton(ChangeLogHistoryServiceFactory.class)
			.getChangeLogService(database)
			.getDeploymentId();
		return database.getRanChangeSetList()
			.stream()
			.allMatch((ran) -> deployment != null && deployment.equals(ran.getDeploymentId()));
	}

	@Override
	public String getConfirmationMessage() {
		return "Data migration " + this.name;
	}

	@Override
	public void setUp() {
	}

	@Override
	public void setFileOpener(ResourceAccessor resourceAccessor) {
	}

	@Override
	public ValidationErrors validate(Database database) {
		ValidationErrors errors = new ValidationErrors();
		errors.checkRequiredField("name", this.name);
		return errors;
	}

}
