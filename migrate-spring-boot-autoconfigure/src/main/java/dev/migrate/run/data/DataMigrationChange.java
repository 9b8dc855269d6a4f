package dev.migrate.run.data;

import java.sql.SQLException;
import java.util.Optional;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.MigrationException;
import liquibase.change.Change;
import liquibase.change.custom.CustomChangeWrapper;
import liquibase.change.custom.CustomTaskChange;
import liquibase.database.Database;
import liquibase.exception.CustomChangeException;
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
	 * Return the data migration that a change runs.
	 * @param change the change
	 * @return its name; empty for another change
	 */
	public static Optional<String> nameIn(Change change) {
		return (change instanceof CustomChangeWrapper wrapper
				&& wrapper.getCustomChange() instanceof DataMigrationChange own) ? Optional.ofNullable(own.name)
						: Optional.empty();
	}

	@Override
	public void execute(Database database) throws CustomChangeException {
		try {
			if (!(database.getConnection() instanceof MigratingConnection run)) {
				throw new CustomChangeException("The data migration " + this.name
						+ " can only be run by the application: by its start, or by its command upgrade");
			}
			Optional<DataMigrations> all = run.dataMigrations();
			if (all.isPresent()) {
				new BatchedRun<>(find(all.get()), database, run).run(all.get().pause());
			}
		}
		catch (MigrationException | SQLException ex) {
			throw new CustomChangeException(ex.getMessage(), ex);
		}
	}

	private NamedMigration<?> find(DataMigrations all) {
		return all.find(String.valueOf(this.name))
			.orElseThrow(() -> new CannotProceedException(ErrorCode.DATA_MIGRATION_UNKNOWN,
					"No bean has the annotation @DataMigration(\"" + this.name
							+ "\"). Restore the bean, or correct the name in the changeset."));
	}

	@Override
	public String getConfirmationMessage() {
		return "Data migration " + this.name + " has run";
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
