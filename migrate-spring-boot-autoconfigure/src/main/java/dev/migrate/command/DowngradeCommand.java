package dev.migrate.command;

import java.util.List;

import dev.migrate.CannotProceedException;
import dev.migrate.DatabaseMigrations;
import dev.migrate.DowngradeRequest;
import dev.migrate.ErrorCode;
import dev.migrate.MigrationListener;
import dev.migrate.MovedView;
import dev.migrate.RevisionView;
import dev.migrate.ScriptView;
import dev.migrate.command.console.ProgressLines;
import dev.migrate.command.console.Revisions;
import dev.migrate.command.console.ScriptLines;
import dev.migrate.command.console.Terminal;
import dev.migrate.command.console.Words;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Undoes revisions.
 */
@Command(name = "downgrade", header = "Undo revisions, the newest first.",
		description = "Lists what loses rows, and asks for confirmation.",
		footer = { "", "Examples: migrate downgrade", "          migrate downgrade -2",
				"          migrate downgrade base --yes", "          migrate downgrade --sql head:-1 > downgrade.sql" })
class DowngradeCommand extends ViewCommand<Record> {

	@Parameters(paramLabel = "REV", arity = "0..1", defaultValue = "-1",
			description = "The target revision: an id, a part of an id or a name, base, -N. Default: -1.")
	private String revision = "-1";

	@Option(names = "--dry-run", description = "Undo nothing, show what would be undone.")
	private boolean dryRun;

	@Option(names = "--yes", description = "Do not ask for confirmation if rows are lost.")
	private boolean yes;

	@Option(names = "--sql", description = "Print the SQL, run nothing. A range needs no database: --sql A:B.")
	private boolean sql;

	@Option(names = "--tag", paramLabel = "TAG", description = "Write this tag to the last row of the history.")
	private @Nullable String tag;

	@Override
	Output output() {
		return this.sql ? Output.SCRIPT : Output.LINES;
	}

	@Override
	void preflight(DatabaseMigrations database) {
		if (!this.sql) {
			MovedView preview = preview(database);
			if (!preview.losses().isEmpty() && !this.yes && !this.dryRun) {
				throw new CannotProceedException(ErrorCode.CONFIRMATION_MISSING, "Downgrading the database '"
						+ database.name()
						+ "' loses rows: run it with --yes, or with --database for one at a time. Nothing was changed.");
			}
		}
	}

	@Override
	Record ask(DatabaseMigrations database, Terminal terminal) {
		if (this.sql) {
			ScriptLines.refuse(this.dryRun, "--dry-run");
			return database.downgradeSql(this.revision, this.tag);
		}
		List<String> agreed = null;
		if (!this.dryRun && !this.yes) {
			agreed = agreeToLosses(preview(database), terminal);
		}
		try (ProgressLines progress = new ProgressLines(terminal, this::line)) {
			return database.downgrade(new DowngradeRequest(this.revision, this.tag, this.dryRun, agreed), progress);
		}
	}

	private MovedView preview(DatabaseMigrations database) {
		return database.downgrade(DowngradeRequest.to(this.revision).asDryRun(), MigrationListener.NONE);
	}

	@Override
	void print(Record result, Terminal terminal) {
		if (result instanceof ScriptView script) {
			ScriptLines.print(script, "downgrade", terminal);
		}
		else if (result instanceof MovedView moved) {
			print(moved, terminal);
		}
	}

	private void print(MovedView view, Terminal terminal) {
		if (view.revisions().isEmpty()) {
			terminal.line("Nothing to downgrade: the database is at " + Revisions.at(view.to()) + ".");
		}
		if (this.dryRun) {
			view.revisions().forEach((revision) -> terminal.line(line(revision)));
			view.losses()
				.forEach((loss) -> terminal.results()
					.line(Words.bad("Would lose rows:").concat(Words.plain(" " + loss))));
			view.leftBehind().forEach((left) -> terminal.line("Would be left behind: " + left));
		}
		else if (this.tag != null) {
			terminal.line("Tagged " + Revisions.at(view.to()) + " with " + this.tag + ".");
		}
	}

	private String line(RevisionView revision) {
		return this.dryRun ? "Would run " + step(revision) : running(revision);
	}

	static String running(RevisionView revision) {
		return "Running " + step(revision);
	}

	private static String step(RevisionView revision) {
		return "downgrade " + revision.id() + " -> " + Revisions.at(revision.parents()) + Revisions.message(revision);
	}

	private static @Nullable List<String> agreeToLosses(MovedView preview, Terminal terminal) {
		if (preview.losses().isEmpty()) {
			return null;
		}
		agreeTo(preview.losses(), terminal);
		return preview.revisions().stream().map(RevisionView::id).toList();
	}

	/**
	 * Ask whether rows may be lost.
	 * @param losses which rows are lost; nothing is asked if there are none
	 * @param terminal the terminal for the question
	 * @throws CannotProceedException if the answer is no, or if there is no terminal
	 */
	static void agreeTo(List<String> losses, Terminal terminal) {
		if (losses.isEmpty()) {
			return;
		}
		losses.forEach((loss) -> terminal.notes().line(Words.bad("Loses rows:").concat(Words.plain(" " + loss))));
		confirm("This downgrade loses rows", terminal);
	}

	/**
	 * Ask whether to continue.
	 * @param reason why it is asked, as the beginning of a sentence
	 * @param terminal the terminal for the question
	 * @throws CannotProceedException if the answer is no, or if there is no terminal
	 */
	static void confirm(String reason, Terminal terminal) {
		if (!terminal.interactive()) {
			throw new CannotProceedException(ErrorCode.CONFIRMATION_MISSING,
					reason + ": run it with --yes to continue. Nothing was changed.");
		}
		if (!terminal.confirm("Continue?")) {
			throw new CannotProceedException(ErrorCode.DECLINED, "The answer was no. Nothing was changed.");
		}
	}

}
