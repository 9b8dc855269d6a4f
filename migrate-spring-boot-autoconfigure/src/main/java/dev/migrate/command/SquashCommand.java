package dev.migrate.command;

import dev.migrate.CannotProceedException;
import dev.migrate.ChangelogFormat;
import dev.migrate.DatabaseMigrations;
import dev.migrate.ErrorCode;
import dev.migrate.SquashRequest;
import dev.migrate.SquashedView;
import dev.migrate.command.console.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Replaces several revisions by one.
 */
@Command(name = "squash", header = "Replace several revisions by one that builds the same schema.",
		description = "Databases that have the revisions take the new one as applied. Both is tried in a scratch"
				+ " database first.",
		footer = { "", "Examples: migrate squash :20261231235959", "          migrate squash create_shop:add_price" })
class SquashCommand extends ViewCommand<SquashedView> {

	@Parameters(paramLabel = "RANGE", description = "The revisions, from the older to the newer: A:B, :B or A:.")
	private String range = "";

	@Option(names = { "-m", "--message" }, paramLabel = "MESSAGE",
			description = "What the revision is for. Default: the ends of the range.")
	private @Nullable String message;

	@Option(names = "--format", paramLabel = "FORMAT",
			description = "The format of the file: ${COMPLETION-CANDIDATES}. It is never in SQL.")
	private @Nullable ChangelogFormat format;

	@Option(names = "--author", paramLabel = "NAME", description = "The author. Default: the current user.")
	private @Nullable String author;

	@Option(names = "--dry-run", description = "Write and delete no file, print the content.")
	private boolean dryRun;

	@Override
	Output output() {
		return this.dryRun ? Output.FILE : Output.LINES;
	}

	@Override
	SquashedView ask(DatabaseMigrations database, Terminal terminal) {
		return database.squash(new SquashRequest(this.range, this.message, this.author, this.format, this.dryRun));
	}

	@Override
	void preflight(DatabaseMigrations database) {
		throw new CannotProceedException(ErrorCode.DATABASE_NOT_CHOSEN,
				"squash is for one changelog: choose its database with --database.");
	}

	@Override
	void follow(SquashedView view, DatabaseMigrations database, Terminal terminal) {
		if (!this.dryRun) {
			database.runHooks(view.file(), terminal.err());
		}
	}

	@Override
	void print(SquashedView view, Terminal terminal) {
		if (this.dryRun) {
			terminal.note("Would replace " + String.join(", ", view.replaced()));
			terminal.note("Would write " + view.file());
			terminal.document(view.content());
			return;
		}
		terminal.line("Replaced " + view.replaced().size() + " revisions: " + String.join(", ", view.replaced()));
		terminal.line("Wrote " + view.file() + " (before: " + view.former() + ")");
	}

}
