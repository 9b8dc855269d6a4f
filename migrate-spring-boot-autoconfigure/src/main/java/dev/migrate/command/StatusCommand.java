package dev.migrate.command;

import dev.migrate.DatabaseMigrations;
import dev.migrate.RevisionPhase;
import dev.migrate.RevisionView;
import dev.migrate.StatusView;
import dev.migrate.command.console.Revisions;
import dev.migrate.command.console.RiskText;
import dev.migrate.command.console.Terminal;
import dev.migrate.command.console.TextTable;
import dev.migrate.command.console.Words;
import picocli.CommandLine.Command;

/**
 * Shows the state of all revisions.
 */
@Command(name = "status", header = "Show all revisions: applied or pending, and their risks.",
		footer = { "", "Example: migrate status --json" })
class StatusCommand extends ViewCommand<StatusView> {

	@Override
	StatusView ask(DatabaseMigrations database, Terminal terminal) {
		return database.status();
	}

	@Override
	void print(StatusView view, Terminal terminal) {
		int pending = (int) view.revisions()
			.stream()
			.filter((revision) -> revision.state() != null && revision.state().isPending())
			.count();
		terminal.line("Database %s is at %s, %s.".formatted(view.database(), Revisions.at(view.current()),
				(pending == 1) ? "1 revision is pending" : pending + " revisions are pending"));
		if (view.revisions().isEmpty()) {
			return;
		}
		TextTable table = new TextTable();
		table.row("Revision", "State", "Applied", "Risk", "Message");
		view.revisions()
			.forEach((revision) -> table.row(TextTable.cell(id(revision)), Words.state(revision.state()),
					TextTable.cell(terminal.time(revision.appliedAt())), RiskText.of(revision.risks(), ""),
					TextTable.cell(revision.message())));
		terminal.line("");
		terminal.results().table(table);
	}

	private static String id(RevisionView revision) {
		boolean isLater = revision.phase() == RevisionPhase.AFTER_START && revision.state() != null
				&& revision.state().isPending();
		return revision.id() + (revision.head() ? " (head)" : "") + (isLater ? " (after start)" : "");
	}

}
