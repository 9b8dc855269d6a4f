package dev.migrate.run;

import java.sql.SQLException;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.LockState;
import dev.migrate.LockView;
import dev.migrate.MigrationFailedException;
import dev.migrate.run.lock.LockHolder;
import dev.migrate.run.lock.LockReport;

/**
 * Releases the lock that a run has left behind.
 */
public final class LockRelease {

	private LockRelease() {
	}

	/**
	 * Release the lock of a database unless its holder is alive.
	 * @param target the database
	 * @param unproved whether the lock is also released if it cannot be proved that its
	 * holder is gone
	 * @return the lock as it was, and whether it was released
	 * @throws CannotProceedException if the holder is alive, or may be
	 * @throws MigrationFailedException if the database cannot be accessed
	 */
	public static LockView of(MigrationTarget target, boolean unproved) {
		try (Session session = Session.open(target)) {
			return release(session, session.lock(), unproved);
		}
		catch (SQLException ex) {
			throw Failures.lockFailed("The lock of the database '" + target.name() + "' cannot be released: ", ex);
		}
	}

	private static LockView release(Session session, LockReport lock, boolean unproved) throws SQLException {
		MigrationTarget target = session.target();
		String held = "The lock of the database '" + target.name() + "' is held by " + lock.holderText();
		if (lock.state() == LockState.HELD) {
			throw new CannotProceedException(ErrorCode.LOCK_NOT_ABANDONED,
					held + ", which is alive. Stop it first: its lock ends with it. Nothing was changed.");
		}
		if (lock.state() == LockState.UNCERTAIN && !unproved) {
			throw new CannotProceedException(ErrorCode.LOCK_NOT_ABANDONED, held
					+ ", and it cannot be proved that it is gone. If it is, release its lock with --yes. Nothing was"
					+ " changed.");
		}
		boolean released = lock.state() != LockState.FREE && lock.release(session.database(), session.connection());
		return view(target, lock, released);
	}

	private static LockView view(MigrationTarget target, LockReport lock, boolean released) {
		LockHolder holder = lock.holder();
		return (holder != null)
				? new LockView(target.name(), lock.state(), holder.host(), holder.pid(), holder.instant(),
						holder.toString(), released)
				: new LockView(target.name(), lock.state(), null, null, null, null, released);
	}

}
