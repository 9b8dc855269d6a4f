package dev.migrate.command.console;

import java.util.ArrayList;
import java.util.List;

import dev.migrate.RevisionPhase;
import dev.migrate.RevisionState;
import dev.migrate.RevisionView;
import org.jspecify.annotations.Nullable;

/**
 * The text of a revision, on one line or with its details.
 *
 * @param revision the revision
 * @param marks the marks, for example {@code head}
 */
public record RevisionText(RevisionView revision, List<String> marks) {

	public static RevisionText of(RevisionView revision) {
		return of(revision, "head");
	}

	/**
	 * Create the text of a revision.
	 * @param revision the revision
	 * @param head what it is called where it is a head
	 * @return the text
	 */
	public static RevisionText of(RevisionView revision, String head) {
		List<String> marks = new ArrayList<>();
		if (!revision.labels().isEmpty()) {
			marks.add(String.join(", ", revision.labels()));
		}
		if (revision.head()) {
			marks.add(head);
		}
		if (revision.state() == RevisionState.PARTLY_APPLIED) {
			marks.add(revision.state().toString());
		}
		if (revision.children().size() > 1) {
			marks.add("branch point");
		}
		if (revision.parents().size() > 1) {
			marks.add("merge");
		}
		return new RevisionText(revision, marks);
	}

	/**
	 * Return the revision on one line.
	 * @return the id, the marks and the message
	 */
	public String line() {
		return marked(this.revision.id()) + Revisions.message(this.revision);
	}

	/**
	 * Return the revision with the one before it, on one line.
	 * @return its parents and itself, and whether the database is there
	 */
	public String step() {
		return Revisions.at(this.revision.parents()) + " -> " + title() + Revisions.message(this.revision);
	}

	/**
	 * Print the details of the revision.
	 * @param terminal where to print it
	 */
	public void print(Terminal terminal) {
		TextTable table = new TextTable();
		table.row(Words.plain("Revision:"), Words.strong(title()));
		table.row((this.revision.parents().size() > 1) ? "Merges:" : "Parent:", Revisions.at(this.revision.parents()));
		row(table, "Depends on:", this.revision.dependencies());
		row(table, (this.revision.children().size() > 1) ? "Branches into:" : "Next:", this.revision.children());
		row(table, "Labels:", this.revision.labels());
		if (this.revision.state() != null) {
			table.row(Words.plain("State:"), Words.state(this.revision.state()));
			row(table, "Applied:", terminal.time(this.revision.appliedAt()));
		}
		if (this.revision.phase() == RevisionPhase.AFTER_START) {
			row(table, "Phase:", "after start");
		}
		row(table, "File:", this.revision.path());
		row(table, "Message:", this.revision.message());
		terminal.results().table(table);
		TextTable changesets = new TextTable();
		this.revision.changesets()
			.forEach((changeset) -> changesets.row(TextTable.cell("  " + changeset.id()),
					RiskText.of(changeset.risks(), "-"), TextTable.cell(changeset.comment())));
		terminal.results().table(changesets);
	}

	/**
	 * Print the details of revisions.
	 * @param revisions the revisions
	 * @param terminal where to print it
	 */
	public static void print(List<RevisionText> revisions, Terminal terminal) {
		for (int i = 0; i < revisions.size(); i++) {
			if (i > 0) {
				terminal.line("");
			}
			revisions.get(i).print(terminal);
		}
	}

	private String title() {
		return marked(this.revision.id()) + (this.revision.current() ? " (current)" : "");
	}

	private String marked(String id) {
		StringBuilder marked = new StringBuilder(id);
		this.marks.forEach((mark) -> marked.append(" (").append(mark).append(')'));
		return marked.toString();
	}

	private static void row(TextTable table, String name, List<String> values) {
		row(table, name, values.isEmpty() ? null : String.join(", ", values));
	}

	private static void row(TextTable table, String name, @Nullable String value) {
		if (value != null) {
			table.row(name, value);
		}
	}

}
