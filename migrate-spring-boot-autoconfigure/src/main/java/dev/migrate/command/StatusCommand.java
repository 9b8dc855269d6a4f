package dev.migrate.command;

import dev.migrate.Migrations;
import dev.migrate.RevisionView;
import dev.migrate.StatusView;
import picocli.CommandLine.Command;

/**
 * Shows all revisions and where each stands.
 */
@Command(name = "status", header = "Show all revisions: applied or pending, and what they risk.",
		footer = { "", "Example: migrate status --json" })
class StatusCommand extends DatabaseCommand<StatusView> {

	@Override
	StatusView look(Migrations migrations, String database, Terminal terminal) {
		return migrations.status(database);
	}

	@Override
	void print(StatusView view, Terminal terminal) {
		int pending = view.pending().size();
		terminal.line("Database %s is at %s, %s.".formatted(view.database(), Revisions.at(view.current()),
				(pending == 1) ? "1 revision is pending" : pending + " revisions are pending"));
		if (view.revisions().isEmpty()) {
			return;
		}
		TextTable table = new TextTable();
		table.row("Revision", "State", "Applied", "Risk", "Message");
		view.revisions()
			.forEach((revision) -> table.row(TextTable.cell(id(revision)), Words.state(revision.state()),
					TextTable.cell(terminal.time(revision.appliedAt())), RiskWords.coloured(revision.risk()),
					TextTable.cell(revision.message())));
		terminal.line("");
		terminal.results().table(table);
	}

	private static String id(RevisionView revision) {
		return revision.id() + (revision.head() ? " (head)" : "");
	}

}
