package dev.migrate.command;

import java.util.List;

import dev.migrate.DatabaseMigrations;
import dev.migrate.RevisionView;
import dev.migrate.command.console.RevisionText;
import dev.migrate.command.console.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Lists the heads.
 */
@Command(name = "heads", header = "List the heads: the revisions that nothing builds on.",
		description = "Does not access the database. A head that another revision depends on is an"
				+ " effective head.",
		footer = { "", "Examples: migrate heads", "          migrate heads -v" })
class HeadsCommand extends ViewCommand<HeadsCommand.Heads> {

	@Option(names = "--resolve-dependencies", description = "Omit the heads that another revision depends on.")
	private boolean resolveDependencies;

	@Mixin
	private final Detail detail = new Detail();

	@Override
	Heads ask(DatabaseMigrations database, Terminal terminal) {
		List<RevisionView> last = database.effectiveHeads();
		List<RevisionView> heads = this.resolveDependencies ? last : database.heads();
		return new Heads(database.name(), heads,
				heads.stream().filter((head) -> !last.contains(head)).map(RevisionView::id).toList());
	}

	@Override
	void print(Heads view, Terminal terminal) {
		if (view.heads().isEmpty()) {
			terminal.line("The changelog has no revisions yet.");
		}
		List<RevisionText> texts = view.heads()
			.stream()
			.map((head) -> RevisionText.of(head, view.effective().contains(head.id()) ? "effective head" : "head"))
			.toList();
		if (this.detail.isAsked()) {
			RevisionText.print(texts, terminal);
		}
		else {
			texts.forEach((text) -> terminal.line(text.line()));
		}
	}

	/**
	 * The heads of a changelog.
	 *
	 * @param database the name of the database
	 * @param heads the heads
	 * @param effective the ids of the heads that another revision depends on
	 */
	record Heads(String database, List<RevisionView> heads, List<String> effective) {

	}

}
