package dev.migrate.command;

import dev.migrate.Migrations;
import dev.migrate.TemplatesView;
import picocli.CommandLine.Command;

/**
 * Lists what a changelog can begin with.
 */
@Command(name = "list-templates", header = "List the templates that init can begin with.",
		description = "A directory of your own is a template too.", footer = { "", "Example: migrate list-templates" })
class ListTemplatesCommand extends ViewCommand<TemplatesView> {

	@Override
	TemplatesView ask(Migrations migrations, String database, Terminal terminal) {
		return migrations.templates(database);
	}

	@Override
	void print(TemplatesView view, Terminal terminal) {
		TextTable table = new TextTable();
		view.templates().forEach((template) -> table.row(template.name(), template.description()));
		terminal.results().table(table);
	}

}
