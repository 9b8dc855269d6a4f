package dev.migrate.command;

import java.util.Arrays;
import java.util.stream.Collectors;

import dev.migrate.DatabaseMigrations;
import dev.migrate.DoctorView;
import dev.migrate.FindingView.Severity;
import dev.migrate.command.console.FindingLines;
import dev.migrate.command.console.Terminal;
import picocli.CommandLine.Command;

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
		FindingLines.print(view.findings(), terminal);
	}

	private static String count(DoctorView view, Severity severity) {
		int count = view.findings(severity).size();
		return switch (count) {
			case 0 -> "";
			case 1 -> "1 " + severity;
			default -> count + " " + severity + "s";
		};
	}

	@Override
	int exitCode(DoctorView view) {
		return view.isHealthy() ? ExitCode.DONE : ExitCode.DIFFERENCE;
	}

}
