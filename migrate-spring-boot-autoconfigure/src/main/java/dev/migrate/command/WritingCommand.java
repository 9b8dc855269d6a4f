package dev.migrate.command;

import dev.migrate.Migrations;
import dev.migrate.Placement;
import dev.migrate.RevisionRequest;
import dev.migrate.WrittenView;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * A command that writes an empty revision.
 */
abstract class WritingCommand extends ViewCommand<WrittenView> {

	@Option(names = "--format", paramLabel = "FORMAT",
			description = "The format of the file: ${COMPLETION-CANDIDATES}. An empty one is never in SQL.")
	private @Nullable RevisionFormat format;

	@Option(names = "--author", paramLabel = "NAME", description = "Who writes it; you where nobody is named.")
	private @Nullable String author;

	@Option(names = "--dry-run", description = "Write no file, print what would be in it.")
	private boolean dryRun;

	@Override
	final Output output() {
		return this.dryRun ? Output.FILE : Output.LINES;
	}

	@Override
	final WrittenView ask(Migrations migrations, String database, Terminal terminal) {
		WrittenView view = write(migrations, database);
		if (!this.dryRun) {
			migrations.runHooks(database, view.file(), terminal.err());
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

	abstract WrittenView write(Migrations migrations, String database);

	final RevisionRequest request(@Nullable String message, Placement placement) {
		String format = (this.format != null) ? this.format.toString() : null;
		return new RevisionRequest(message, this.author, format, placement, this.dryRun);
	}

}
