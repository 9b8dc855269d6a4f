package dev.migrate.command;

import java.util.ArrayList;
import java.util.List;

import dev.migrate.AdoptDriftRequest;
import dev.migrate.CannotProceedException;
import dev.migrate.ChangelogFormat;
import dev.migrate.DatabaseMigrations;
import dev.migrate.ErrorCode;
import dev.migrate.GeneratedView;
import dev.migrate.MigrationException;
import dev.migrate.MigrationFailedException;
import dev.migrate.StampRequest;
import dev.migrate.command.console.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Writes a revision with the changes that were made to a database by hand.
 */
@Command(name = "adopt-drift", header = "Write a revision with what was changed in the database by hand.",
		description = "Records it as applied to this database, so that upgrade makes the same changes in others.",
		footer = { "", "Example: migrate adopt-drift -m \"index of titles\" --include \"index book.book_title\"" })
class AdoptDriftCommand extends ViewCommand<GeneratedView> {

	@Option(names = { "-m", "--message" }, paramLabel = "MESSAGE", required = true,
			description = "What the revision is for.")
	private String message = "";

	@Option(names = "--include", paramLabel = "NAME",
			description = "An object to adopt that no revision has created, named as in the report.")
	private List<String> include = new ArrayList<>();

	@Option(names = "--default", paramLabel = "TABLE.COLUMN=SQL",
			description = "The value of existing rows for a not null column.")
	private List<String> defaults = new ArrayList<>();

	@Option(names = "--format", paramLabel = "FORMAT",
			description = "The format of the file: ${COMPLETION-CANDIDATES}.")
	private @Nullable ChangelogFormat format;

	@Option(names = "--author", paramLabel = "NAME", description = "The author. Default: the current user.")
	private @Nullable String author;

	@Option(names = "--dry-run", description = "Write no file, print its content.")
	private boolean dryRun;

	@Override
	Output output() {
		return this.dryRun ? Output.FILE : Output.LINES;
	}

	@Override
	GeneratedView ask(DatabaseMigrations database, Terminal terminal) {
		return database.adoptDrift(new AdoptDriftRequest(this.message, this.author, this.format, this.defaults,
				this.include, this.dryRun));
	}

	@Override
	void preflight(DatabaseMigrations database) {
		throw new CannotProceedException(ErrorCode.DATABASE_NOT_CHOSEN,
				"adopt-drift is for one database: choose it with --database.");
	}

	@Override
	void print(GeneratedView view, Terminal terminal) {
		GeneratedRevision.print(view, this.dryRun, "There is nothing to adopt.", terminal);
	}

	@Override
	void follow(GeneratedView view, DatabaseMigrations database, Terminal terminal) {
		if (this.dryRun || view.file() == null || view.revision() == null) {
			return;
		}
		// A hook may change the text, and with it the checksum that is recorded.
		database.runHooks(view.file(), terminal.err());
		if (!view.unfilled().isEmpty()) {
			throw new CannotProceedException(ErrorCode.VALUE_MISSING,
					"The revision was written and not recorded as applied: write the values of "
							+ String.join(", ", view.unfilled()) + " into it, and run stamp " + view.revision() + ".");
		}
		try {
			database.stamp(StampRequest.to(view.revision()));
		}
		catch (MigrationException ex) {
			throw new MigrationFailedException(ErrorCode.HISTORY_NOT_WRITTEN,
					"The revision was written and could not be recorded as applied: run stamp " + view.revision()
							+ " before the next upgrade. " + ex.getMessage(),
					ex);
		}
		terminal.line("Recorded " + view.revision() + " as applied.");
	}

}
