package dev.migrate.command;

import dev.migrate.Answers;
import dev.migrate.CannotProceedException;
import dev.migrate.DatabaseMigrations;
import dev.migrate.ErrorCode;
import dev.migrate.MovedView;
import dev.migrate.ReviseRequest;
import dev.migrate.RevisedView;
import dev.migrate.command.console.ProgressLines;
import dev.migrate.command.console.Screen;
import dev.migrate.command.console.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Generates the newest revision anew.
 */
@Command(name = "revise", header = "Regenerate the newest revision, as long as only this database has it.",
		description = "Undoes the newest revision, replaces its file by what the entities ask for now, and applies it.",
		footer = { "", "Example: migrate revise" })
class ReviseCommand extends ViewCommand<RevisedView> {

	@Option(names = { "-m", "--message" }, paramLabel = "MESSAGE",
			description = "What the revision is for. Default: its message.")
	private @Nullable String message;

	@Mixin
	private AnswerOptions answers = new AnswerOptions();

	@Option(names = "--dry-run", description = "Change nothing, print the content of the file.")
	private boolean dryRun;

	@Option(names = "--yes", description = "Do not ask for confirmation if rows are lost.")
	private boolean yes;

	@Override
	Output output() {
		return this.dryRun ? Output.FILE : Output.LINES;
	}

	@Override
	void preflight(DatabaseMigrations database) {
		throw new CannotProceedException(ErrorCode.DATABASE_NOT_CHOSEN,
				"revise is for one database, since others may have its revision: choose one" + " with --database.");
	}

	@Override
	RevisedView ask(DatabaseMigrations database, Terminal terminal) {
		return this.answers.complete((answers) -> revise(database, answers, terminal), terminal);
	}

	private RevisedView revise(DatabaseMigrations database, Answers answers, Terminal terminal) {
		ReviseRequest request = new ReviseRequest(this.message, answers, this.answers.accepted(), this.dryRun);
		try (ProgressLines progress = new Progress(terminal)) {
			return database.revise(request, progress);
		}
	}

	@Override
	void print(RevisedView view, Terminal terminal) {
		if (this.dryRun) {
			view.losses().forEach((loss) -> terminal.note("Would lose rows: " + loss));
			print(view, terminal.notes());
			terminal.note("Would write " + view.file());
			terminal.document(view.content());
			return;
		}
		print(view, terminal.results());
		terminal.line("Wrote " + view.file() + " (before: " + view.former() + ")");
	}

	private static void print(RevisedView view, Screen screen) {
		GeneratedRevision.print(view.changes(), view.leftAlone(), view.notes(), view.accepted(), screen);
	}

	@Override
	void follow(RevisedView view, DatabaseMigrations database, Terminal terminal) {
		if (!this.dryRun) {
			// The user has to know where the former file is, also if a hook fails.
			database.runHooks(view.file(), terminal.err());
			GenerateChangesetCommand.apply(view.revision(), view.unfilled(), database, terminal);
		}
	}

	/**
	 * Asks before rows are lost.
	 */
	private final class Progress extends ProgressLines {

		private final Terminal terminal;

		Progress(Terminal terminal) {
			super(terminal, DowngradeCommand::running);
			this.terminal = terminal;
		}

		@Override
		public void downgradeStarting(MovedView plan) {
			if (!ReviseCommand.this.yes) {
				DowngradeCommand.agreeTo(plan.losses(), this.terminal);
			}
			super.downgradeStarting(plan);
		}

	}

}
