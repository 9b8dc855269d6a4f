package dev.migrate.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

import dev.migrate.AdoptRequest;
import dev.migrate.BaselineView;
import dev.migrate.CannotProceedException;
import dev.migrate.ChangelogFormat;
import dev.migrate.DatabaseMigrations;
import dev.migrate.ErrorCode;
import dev.migrate.InitRequest;
import dev.migrate.InitView;
import dev.migrate.TemplatesView;
import dev.migrate.command.console.AcceptedLines;
import dev.migrate.command.console.Suggestion;
import dev.migrate.command.console.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Writes the master changelog and the versions directory, and adopts an existing
 * database.
 */
@Command(name = "init", header = "Write the master changelog and the versions directory.", description = {
		"Keeps existing files; adds a missing include to an existing master.",
		"With --from-database, the first revision has the schema of the database: it is verified"
				+ " on a scratch database, and recorded as applied. What differs from the entities is" + " accepted." },
		footer = { "", "Examples: migrate init", "          migrate init --template xml",
				"          migrate init --from-database -m \"baseline\"" })
class InitCommand extends ViewCommand<InitView> {

	@Option(names = "--from-database", description = "Adopt an existing database.")
	private boolean fromDatabase;

	@Option(names = "--from-flyway", description = "Adopt a database that Flyway has migrated.")
	private boolean fromFlyway;

	@Option(names = { "-m", "--message" }, paramLabel = "MESSAGE", description = "What the baseline is for.")
	private @Nullable String message;

	@Option(names = "--format", paramLabel = "FORMAT",
			description = "The format of the baseline: ${COMPLETION-CANDIDATES}.")
	private @Nullable ChangelogFormat format;

	@Option(names = "--author", paramLabel = "NAME", description = "The author of the baseline.")
	private @Nullable String author;

	@Option(names = { "-t", "--template" }, paramLabel = "NAME|DIR",
			description = "The template to start with: a name from list-templates, or a directory.")
	private @Nullable String template;

	@Option(names = "--dry-run", description = "Write nothing, show what would be written.")
	private boolean dryRun;

	@Override
	InitView ask(DatabaseMigrations database, Terminal terminal) {
		if (this.fromDatabase || this.fromFlyway) {
			if (this.template != null) {
				throw new CannotProceedException(ErrorCode.USAGE,
						"--template cannot be combined with --from-database or --from-flyway; omit one of them.");
			}
			InitView view = database
				.adopt(new AdoptRequest(this.message, this.author, this.format, this.fromFlyway, this.dryRun));
			if (view.baseline() != null && !this.dryRun) {
				database.runHooks(view.baseline().file(), terminal.err());
			}
			return view;
		}
		if (this.message != null || this.format != null || this.author != null) {
			throw new CannotProceedException(ErrorCode.USAGE,
					"-m, --format and --author apply to a baseline: add --from-database or --from-flyway.");
		}
		if (this.template != null) {
			refuseMistyped(this.template, database.templates());
		}
		return database.init(new InitRequest(this.template, this.dryRun));
	}

	private static void refuseMistyped(String template, TemplatesView templates) {
		List<String> names = templates.templates().stream().map(TemplatesView.TemplateView::name).toList();
		if (!names.contains(template) && !Files.isDirectory(Path.of(template))) {
			Suggestion.of(template, names).ifPresent((name) -> {
				throw new CannotProceedException(ErrorCode.TEMPLATE_UNKNOWN, "There is no template '" + template
						+ "'. Did you mean " + name + "? The templates are " + String.join(", ", names) + ".");
			});
		}
	}

	@Override
	void print(InitView view, Terminal terminal) {
		BaselineView baseline = view.baseline();
		if (baseline != null && this.dryRun) {
			print(view, baseline, terminal::note);
			terminal.document(baseline.content());
		}
		else if (baseline != null) {
			print(view, baseline, terminal::line);
		}
		else {
			printFiles(view, terminal::line);
		}
	}

	private void print(InitView view, BaselineView baseline, Consumer<String> line) {
		printFiles(view, line);
		String tables = (baseline.tables() == 1) ? "1 table" : baseline.tables() + " tables";
		line.accept((this.dryRun ? "Would write " : "Wrote ") + baseline.file() + ": " + tables + ", "
				+ baseline.mapped() + " of them mapped by entities"
				+ ((baseline.flyway() != null) ? ", as of Flyway's version " + baseline.flyway() : ""));
		line.accept("A replay of it builds the same schema."
				+ (this.dryRun ? "" : " The database is at " + baseline.revision() + "."));
		if (baseline.acceptedFile() != null) {
			line.accept((this.dryRun ? "Would write " : "Wrote ") + baseline.acceptedFile() + ": "
					+ AcceptedLines.count(baseline.accepted()));
		}
		baseline.unseen().forEach(line);
		line.accept("Next steps:");
		baseline.steps().forEach((step) -> line.accept("- " + step));
	}

	private void printFiles(InitView view, Consumer<String> line) {
		view.written().forEach((file) -> line.accept((this.dryRun ? "Would write " : "Wrote ") + file));
		view.changed().forEach((file) -> line.accept((this.dryRun ? "Would change " : "Changed ") + file));
		view.kept().forEach((file) -> line.accept("Kept " + file));
		view.advice().forEach(line);
	}

}
