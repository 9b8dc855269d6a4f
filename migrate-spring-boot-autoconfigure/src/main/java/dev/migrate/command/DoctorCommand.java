package dev.migrate.command;

import java.util.Arrays;
import java.util.stream.Collectors;

import dev.migrate.DatabaseMigrations;
import dev.migrate.DoctorView;
import dev.migrate.FindingView;
import dev.migrate.FindingView.Severity;
import dev.migrate.command.console.Terminal;
import dev.migrate.command.console.Words;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi.Text;

/**
 * Finds what is wrong with the application and its database.
 */
@Command(name = "doctor", header = "Find what is wrong with the configuration, the changelog and the database.",
		description = { "Ends with exit code 1 if anything is wrong. Nothing is changed." },
		footer = { "", "Examples: migrate doctor", "          migrate doctor --json" })
class DoctorCommand extends ViewCommand<DoctorView> {

	@Override
	DoctorView ask(DatabaseMigrations database, Terminal terminal) {
		return database.doctor();
	}

	@Override
	void print(DoctorView view, Terminal terminal) {
		String counts = Arrays.stream(Severity.values())
			.map((severity) -> count(view, severity))
			.filter((count) -> !count.isEmpty())
			.collect(Collectors.joining(", "));
		terminal.line(view.isHealthy()
				? "Nothing is wrong with database " + view.database() + (counts.isEmpty() ? "." : " (" + counts + ").")
				: "Database " + view.database() + ": " + counts + ".");
		view.findings().forEach((finding) -> print(finding, terminal));
	}

	private static String count(DoctorView view, Severity severity) {
		int count = view.findings(severity).size();
		return switch (count) {
			case 0 -> "";
			case 1 -> "1 " + severity;
			default -> count + " " + severity + "s";
		};
	}

	private static void print(FindingView finding, Terminal terminal) {
		terminal.line("");
		terminal.results().line(severity(finding.severity()).concat(" [" + finding.code() + "]" + place(finding)));
		terminal.line("  " + finding.description());
		if (finding.action() != null) {
			terminal.line("  " + finding.action());
		}
	}

	private static Text severity(Severity severity) {
		return switch (severity) {
			case ERROR -> Words.bad(severity.toString());
			case WARNING -> Words.strong(severity.toString());
			case NOTE -> Words.plain(severity.toString());
		};
	}

	private static String place(FindingView finding) {
		@Nullable String file = finding.file();
		if (file == null) {
			return "";
		}
		return " " + Words.harmless(file) + ((finding.line() != null) ? ":" + finding.line() : "");
	}

	@Override
	int exitCode(DoctorView view) {
		return view.isHealthy() ? ExitCode.DONE : ExitCode.DIFFERENCE;
	}

}
