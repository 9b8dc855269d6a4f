package dev.migrate.command;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import dev.migrate.Answers;
import dev.migrate.IncludeAccepted;
import dev.migrate.RenamesUnansweredException;
import dev.migrate.command.console.RenameDialogue;
import dev.migrate.command.console.Terminal;
import picocli.CommandLine.Option;

/**
 * The options that answer the questions of a comparison.
 */
class AnswerOptions {

	private static final String ALL = "*";

	@Option(names = "--rename", paramLabel = "OLD:NEW",
			description = "A rename: table.old:new for a column, old:new for a table.")
	private List<String> renames = new ArrayList<>();

	@Option(names = "--no-rename",
			description = "Nothing else was renamed: objects that are no longer mapped are dropped, new ones are added.")
	private boolean noRename;

	@Option(names = "--default", paramLabel = "TABLE.COLUMN=SQL",
			description = "The value of existing rows for a not null column.")
	private List<String> defaults = new ArrayList<>();

	@Option(names = "--drop", paramLabel = "NAME",
			description = "An object to drop although no generated changeset created it, named as in the report.")
	private List<String> drops = new ArrayList<>();

	@Option(names = "--include-accepted", paramLabel = "TABLE", arity = "0..1", fallbackValue = ALL,
			description = "Generate the accepted differences too: those of a table, or all.")
	private List<String> includeAccepted = new ArrayList<>();

	/**
	 * Do what needs the answers, and ask for those that are missing.
	 * @param request the operation
	 * @param terminal the terminal for questions
	 * @param <V> the type of its result
	 * @return its result
	 */
	<V> V complete(Function<Answers, V> request, Terminal terminal) {
		RenameDialogue dialogue = new RenameDialogue(terminal);
		Answers answers = answers();
		while (true) {
			try {
				return request.apply(answers);
			}
			catch (RenamesUnansweredException ex) {
				answers = dialogue.answer(ex, answers);
			}
		}
	}

	IncludeAccepted accepted() {
		return this.includeAccepted.contains(ALL) ? IncludeAccepted.ALL : IncludeAccepted.of(this.includeAccepted);
	}

	private Answers answers() {
		Answers answers = Answers.NONE.withRenames(this.renames).withDefaults(this.defaults).withDrops(this.drops);
		return this.noRename ? answers.withoutOtherRenames() : answers;
	}

}
