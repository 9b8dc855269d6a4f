package dev.migrate.command;

import java.nio.file.Path;
import java.util.List;

import dev.migrate.CannotProceedException;
import dev.migrate.DatabaseMigrations;
import dev.migrate.ErrorCode;
import dev.migrate.command.console.Editor;
import dev.migrate.command.console.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Opens the file of a revision in the user's editor.
 */
@Command(name = "edit", header = "Open the file of a revision in your editor.",
		description = { "The editor is the command in VISUAL or EDITOR.",
				"Reads the database only if REV is relative to current." },
		footer = { "", "Examples: migrate edit head", "          migrate edit add_price" })
class EditCommand extends ViewCommand<EditCommand.Edited> {

	@Parameters(paramLabel = "REV", arity = "0..1", defaultValue = "current",
			description = "The revision: an id, a part of an id or a name, head. Default: current.")
	private String revision = "current";

	@Override
	Edited ask(DatabaseMigrations database, Terminal terminal) {
		if (!terminal.interactive()) {
			throw new CannotProceedException(ErrorCode.TERMINAL_MISSING,
					"An editor needs a terminal, and there is none; use show to find the file.");
		}
		Editor editor = Editor.of(terminal.results().environment());
		List<Path> files = database.files(this.revision);
		files.forEach(editor::open);
		return new Edited(database.name(), files);
	}

	@Override
	void print(Edited view, Terminal terminal) {
		view.files().forEach((file) -> terminal.line("Edited " + file));
	}

	/**
	 * The opened files.
	 *
	 * @param database the name of the database
	 * @param files the files
	 */
	record Edited(String database, List<Path> files) {

	}

}
