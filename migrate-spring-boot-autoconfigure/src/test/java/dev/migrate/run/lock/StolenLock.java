package dev.migrate.run.lock;

import liquibase.change.custom.CustomTaskChange;
import liquibase.database.Database;
import liquibase.exception.CustomChangeException;
import liquibase.exception.ValidationErrors;
import liquibase.resource.ResourceAccessor;

/**
 * A change during which a test does what another process would.
 */
public final class StolenLock implements CustomTaskChange {

	private static volatile Action action = () -> {
	};

	static void during(Action action) {
		StolenLock.action = action;
	}

	@Override
	public void execute(Database database) throws CustomChangeException {
		try {
			action.run();
		}
		catch (Exception ex) {
			throw new CustomChangeException(ex);
		}
	}

	@Override
	public String getConfirmationMessage() {
		return "";
	}

	@Override
	public void setUp() {
	}

	@Override
	public void setFileOpener(ResourceAccessor resources) {
	}

	@Override
	public ValidationErrors validate(Database database) {
		return new ValidationErrors();
	}

	interface Action {

		void run() throws Exception;

	}

}
