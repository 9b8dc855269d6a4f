package dev.migrate.command;

import dev.migrate.DatabaseMigrations;
import dev.migrate.TemplatesView;
import dev.migrate.command.console.Terminal;
import dev.migrate.command.console.TextTable;
import picocli.CommandLine.Command;

/**
 * Lists the templates of {@code init}.
 */
@Command(name = "list-templates", header = "List the templates for init.",
		description = "init also accepts a directory as a template.",
		footer = { "", "Example: migrate list-templates" })
class ListTemplatesCommand extends ViewCommand<TemplatesView> {

	@Override
	TemplatesView ask(DatabaseMigrations database, Terminal terminal) {
		return database.templates();
	}

	@Override
	void print(TemplatesView view, Terminal terminal) {
		TextTable table = new TextTable();
		view.templates().forEach((template) -> table.row(template.name(), template.description()));
		terminal.results().table(table);
	}

}
