package dev.migrate.command;

import dev.migrate.ChangelogFormat;
import dev.migrate.DatabaseMigrations;
import dev.migrate.Placement;
import dev.migrate.RevisionRequest;
import dev.migrate.WrittenView;
import dev.migrate.command.console.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * A command that writes an empty revision.
 */
abstract class WritingCommand extends ViewCommand<WrittenView> {

	@Option(names = "--format", paramLabel = "FORMAT",
			description = "The format of the file: ${COMPLETION-CANDIDATES}. An empty one is never in SQL.")
	private @Nullable ChangelogFormat format;

	@Option(names = "--author", paramLabel = "NAME", description = "The author. Default: the current user.")
	private @Nullable String author;

	@Option(names = "--dry-run", description = "Write no file, print its content.")
	private boolean dryRun;

	@Override
	final Output output() {
		return this.dryRun ? Output.FILE : Output.LINES;
	}

	@Override
	final WrittenView ask(DatabaseMigrations database, Terminal terminal) {
		WrittenView view = write(database);
		if (!this.dryRun) {
			database.runHooks(view.file(), terminal.err());
		}
		return view;
	}

	@Override
	final void print(WrittenView view, Terminal terminal) {
		if (this.dryRun) {
			view.notes().forEach(terminal::note);
			terminal.note("Would write " + view.file());
			terminal.document(view.content());
			return;
		}
		view.notes().forEach(terminal::line);
		terminal.line("Wrote " + view.file());
	}

	abstract WrittenView write(DatabaseMigrations database);

	final RevisionRequest request(@Nullable String message, Placement placement) {
		return new RevisionRequest(message, this.author, this.format, placement, this.dryRun);
	}

}
