package dev.migrate.actuate;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.migrate.RevisionState;
import dev.migrate.actuate.MigrationsDescriptor.AppliedChangesetDescriptor;
import dev.migrate.actuate.MigrationsDescriptor.DatabaseDescriptor;
import dev.migrate.actuate.MigrationsDescriptor.PendingRevisionDescriptor;
import dev.migrate.actuate.MigrationsDescriptor.RunDescriptor;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.HtmlUtils;

/**
 * The HTML page for browsers: no script, no link, nothing loaded from elsewhere.
 *
 * @param migrations what is on it
 */
record MigrationsPage(MigrationsDescriptor migrations) {

	private static final String PAGE = """
			<!DOCTYPE html>
			<html lang="en">
			<head>
			<meta charset="utf-8">
			<meta name="viewport" content="width=device-width, initial-scale=1">
			<title>Migrations</title>
			<style>
			:root { color-scheme: light dark }
			body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 80rem; padding: 0 1rem }
			table { border-collapse: collapse; width: 100%% }
			th, td { border-bottom: 1px solid #8884; padding: .3rem .8rem .3rem 0; text-align: left; vertical-align: top }
			code { overflow-wrap: anywhere }
			[role=alert] { border-left: .3rem solid #c33; padding-left: .8rem }
			</style>
			</head>
			<body>
			<h1>Migrations</h1>
			%s
			</body>
			</html>
			""";

	String toHtml() {
		return PAGE.formatted(all(this.migrations.databases(), MigrationsPage::database));
	}

	private static String database(DatabaseDescriptor database) {
		String title = "<h2>%s</h2>".formatted(text(database.name())) + run(database.run());
		if (database.error() != null) {
			return title + "<p role=\"alert\">%s</p>".formatted(text(database.error()));
		}
		return title + "<p>Current: %s. Heads: %s.</p>".formatted(current(database), ids(database.heads()))
				+ "<h3>Pending</h3>" + pending(database.pending()) + "<h3>History</h3>" + history(database.history());
	}

	private static String run(@Nullable RunDescriptor run) {
		if (run == null) {
			return "";
		}
		return "<p role=\"status\">A run is under way since %s: %s%s%s.%s</p>".formatted(text(run.since()),
				(run.changeset() != null) ? "changeset " + code(run.changeset()) + ", " : "",
				run.done() + ((run.total() != null) ? " of " + run.total() : "") + " done",
				(run.rows() != null) ? ", " + run.rows() + " rows migrated" : "",
				(run.waitingFor() != null) ? " It waits for " + text(run.waitingFor()) + "." : "");
	}

	private static String pending(List<PendingRevisionDescriptor> revisions) {
		if (revisions.isEmpty()) {
			return "<p>Nothing is pending.</p>";
		}
		return table(List.of("Revision", "Message", "Risk", "Changesets", "File"),
				all(revisions,
						(revision) -> row(
								code(revision.id()), text(revision.message()), text(risks(
										revision)),
								all(revision.changesets(), (changeset) -> "<div>" + code(changeset.id()) + " "
										+ text(changeset.comment()) + "</div>"),
								code(revision.path()))));
	}

	private static @Nullable String risks(PendingRevisionDescriptor revision) {
		return (revision.risks() == null || revision.risks().isEmpty()) ? revision.risk()
				: String.join(", ", revision.risks());
	}

	private static String history(List<AppliedChangesetDescriptor> changesets) {
		if (changesets.isEmpty()) {
			return "<p>Nothing has been applied.</p>";
		}
		return table(
				List.of("Order", "Revision", "Changeset", "Author", "Applied", "Took", "Deployment", "Checksum",
						"State", "File"),
				all(changesets,
						(changeset) -> row(text(changeset.order()), code(changeset.revision()), code(changeset.id()),
								text(changeset.author()), text(changeset.appliedAt()), text(changeset.took()),
								text(changeset.deployment()), code(changeset.checksum()), text(changeset.state()),
								code(changeset.path()))));
	}

	private static String table(List<String> heads, String rows) {
		return "<table><thead><tr>%s</tr></thead><tbody>%s</tbody></table>"
			.formatted(all(heads, (head) -> "<th scope=\"col\">" + text(head) + "</th>"), rows);
	}

	private static String row(String... cells) {
		return "<tr>" + all(List.of(cells), (cell) -> "<td>" + cell + "</td>") + "</tr>\n";
	}

	// A current revision that is pending too is applied in part.
	private static String current(DatabaseDescriptor database) {
		List<String> pending = database.pending().stream().map(PendingRevisionDescriptor::id).toList();
		return database.current().isEmpty() ? "none"
				: database.current()
					.stream()
					.map((id) -> code(id) + (pending.contains(id) ? " (" + RevisionState.PARTLY_APPLIED + ")" : ""))
					.collect(Collectors.joining(", "));
	}

	private static String ids(List<String> ids) {
		return (ids.isEmpty()) ? "none" : ids.stream().map(MigrationsPage::code).collect(Collectors.joining(", "));
	}

	private static String code(@Nullable Object value) {
		return (value != null) ? "<code>" + text(value) + "</code>" : "";
	}

	private static String text(@Nullable Object value) {
		return (value != null) ? HtmlUtils.htmlEscape(value.toString()) : "";
	}

	private static <T> String all(List<T> values, Function<T, String> html) {
		return values.stream().map(html).collect(Collectors.joining());
	}

}
