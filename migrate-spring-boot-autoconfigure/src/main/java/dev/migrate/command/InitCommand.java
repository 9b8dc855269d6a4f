package dev.migrate.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.migrate.CannotProceedException;
import dev.migrate.InitView;
import dev.migrate.Migrations;
import dev.migrate.TemplatesView;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Writes the master changelog and the versions directory.
 */
@Command(name = "init", header = "Write the master changelog and the versions directory.",
		description = "What is there is kept; a master that is there gets the include that is missing.",
		footer = { "", "Examples: migrate init", "          migrate init --template xml" })
class InitCommand extends ViewCommand<InitView> {

	@Option(names = { "-t", "--template" }, paramLabel = "NAME|DIR",
			description = "What to begin with: a template, as list-templates names it, or a directory.")
	private @Nullable String template;

	@Option(names = "--dry-run", description = "Write nothing, show what would be written.")
	private boolean dryRun;

	@Override
	InitView ask(Migrations migrations, String database, Terminal terminal) {
		if (this.template == null) {
			return migrations.init(database, this.dryRun);
		}
		refuseMistyped(this.template, migrations.templates(database));
		return migrations.init(database, this.template, this.dryRun);
	}

	private static void refuseMistyped(String template, TemplatesView templates) {
		List<String> names = templates.templates().stream().map(TemplatesView.TemplateView::name).toList();
		if (!names.contains(template) && !Files.isDirectory(Path.of(template))) {
			Suggestion.of(template, names).ifPresent((name) -> {
				throw new CannotProceedException("There is no template '" + template + "'. Did you mean " + name
						+ "? The templates are " + String.join(", ", names) + ".");
			});
		}
	}

	@Override
	void print(InitView view, Terminal terminal) {
		view.written().forEach((file) -> terminal.line((this.dryRun ? "Would write " : "Wrote ") + file));
		view.changed().forEach((file) -> terminal.line((this.dryRun ? "Would change " : "Changed ") + file));
		view.kept().forEach((file) -> terminal.line("Kept " + file));
		view.advice().forEach(terminal::line);
	}

}
