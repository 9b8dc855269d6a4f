package dev.migrate.command;

import dev.migrate.DatabaseMigrations;
import dev.migrate.LockState;
import dev.migrate.LockView;
import dev.migrate.command.console.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Releases the lock of a run that has been killed.
 */
@Command(name = "release-lock", header = "Release the lock of a run that was killed.",
		description = "Does nothing if the holder of the lock is alive.",
		footer = { "", "Examples: migrate release-lock", "          migrate release-lock --yes" })
class ReleaseLockCommand extends ViewCommand<LockView> {

	@Option(names = "--yes", description = "Release the lock also if it cannot be proved that its holder is gone.")
	private boolean yes;

	@Override
	LockView ask(DatabaseMigrations database, Terminal terminal) {
		return database.releaseLock(this.yes);
	}

	@Override
	void print(LockView lock, Terminal terminal) {
		if (lock.released()) {
			terminal.line("Released the lock of " + lock.description() + ".");
		}
		else if (lock.state() != LockState.FREE) {
			terminal.line("Nothing was released: the lock has another holder meanwhile.");
		}
		else {
			terminal.line("Nothing to release: the database is not locked.");
		}
	}

}
