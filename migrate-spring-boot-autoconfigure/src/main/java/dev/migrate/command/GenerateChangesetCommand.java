package dev.migrate.command;

import java.util.List;

import dev.migrate.Answers;
import dev.migrate.Basis;
import dev.migrate.CannotProceedException;
import dev.migrate.ChangelogFormat;
import dev.migrate.DatabaseMigrations;
import dev.migrate.ErrorCode;
import dev.migrate.GenerateRequest;
import dev.migrate.GeneratedView;
import dev.migrate.UpgradeRequest;
import dev.migrate.command.console.ProgressLines;
import dev.migrate.command.console.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Compares the entities with the database, or with what the changelog builds, and writes
 * a revision.
 */
@Command(name = "generate-changeset",
		header = "Compare the entities with the database and write a revision for review.",
		footer = { "", "Example: migrate generate-changeset -m \"add price\"" })
class GenerateChangesetCommand extends ViewCommand<GeneratedView> {

	@Option(names = { "-m", "--message" }, paramLabel = "MESSAGE", required = true,
			description = "What the revision is for.")
	private String message = "";

	@Option(names = "--format", paramLabel = "FORMAT",
			description = "The format of the file: ${COMPLETION-CANDIDATES}.")
	private @Nullable ChangelogFormat format;

	@Option(names = "--from", paramLabel = "WHAT", defaultValue = "database",
			description = "What the entities are compared with: ${COMPLETION-CANDIDATES}. The changelog is replayed"
					+ " into a scratch database, regardless of the real one. Default: ${DEFAULT-VALUE}.")
	private Basis from = Basis.DATABASE;

	@Option(names = "--author", paramLabel = "NAME", description = "The author. Default: the current user.")
	private @Nullable String author;

	@Mixin
	private AnswerOptions answers = new AnswerOptions();

	@Mixin
	private PlacementOptions placement = new PlacementOptions();

	@Option(names = "--upgrade", description = "Apply the revision as well.")
	private boolean upgrade;

	@Option(names = "--dry-run", description = "Write no file, print its content.")
	private boolean dryRun;

	@Override
	Output output() {
		return this.dryRun ? Output.FILE : Output.LINES;
	}

	@Override
	GeneratedView ask(DatabaseMigrations database, Terminal terminal) {
		if (this.upgrade && this.dryRun) {
			throw new CannotProceedException(ErrorCode.USAGE,
					"--upgrade cannot be combined with --dry-run; omit one of them.");
		}
		GeneratedView view = this.answers.complete((answers) -> database.generate(request(answers)), terminal);
		if (view.file() != null && !this.dryRun) {
			database.runHooks(view.file(), terminal.err());
		}
		return view;
	}

	@Override
	void print(GeneratedView view, Terminal terminal) {
		GeneratedRevision.print(view, this.dryRun, "No changes detected.", terminal);
	}

	@Override
	void follow(GeneratedView view, DatabaseMigrations database, Terminal terminal) {
		if (this.upgrade && view.revision() != null) {
			apply(view.revision(), view.unfilled(), database, terminal);
		}
	}

	/**
	 * Apply a revision that was written.
	 * @param revision its id
	 * @param unfilled the columns whose value for existing rows is missing in its file
	 * @param database the database
	 * @param terminal the terminal for progress
	 * @throws CannotProceedException if the user has to fill in a value first
	 */
	static void apply(String revision, List<String> unfilled, DatabaseMigrations database, Terminal terminal) {
		if (!unfilled.isEmpty()) {
			throw new CannotProceedException(ErrorCode.VALUE_MISSING,
					"The revision was written and not applied: write the values of " + String.join(", ", unfilled)
							+ " into it, and run upgrade.");
		}
		try (ProgressLines progress = new ProgressLines(terminal, UpgradeCommand::running)) {
			// The database has just been compared, as it is.
			database.upgrade(UpgradeRequest.to(revision).acceptingChanges(), progress);
		}
	}

	private GenerateRequest request(Answers answers) {
		return new GenerateRequest(this.message, this.author, this.format, answers, this.placement.placement(),
				this.from, this.answers.accepted(), this.dryRun);
	}

}
