package dev.migrate.run.lock;

import java.sql.Connection;

import liquibase.change.custom.CustomTaskChange;
import liquibase.database.Database;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.CustomChangeException;
import liquibase.exception.ValidationErrors;
import liquibase.resource.ResourceAccessor;

/**
 * A change during which a test does what another process would.
 */
public final class ActionChange implements CustomTaskChange {

	private static volatile Action action = (connection) -> {
	};

	/**
	 * Set what is done.
	 * @param action the action, with the connection of the run
	 */
	public static void during(Action action) {
		ActionChange.action = action;
	}

	@Override
	public void execute(Database database) throws CustomChangeException {
		try {
			action.run(((JdbcConnection) database.getConnection()).getWrappedConnection());
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

	/**
	 * What is done.
	 */
	public interface Action {

		/**
		 * Do it.
		 * @param connection the connection of the run
		 * @throws Exception if it fails
		 */
		void run(Connection connection) throws Exception;

	}

}
