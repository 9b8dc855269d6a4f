package dev.migrate.command.console;

import java.util.List;

import dev.migrate.FindingView;
import dev.migrate.FindingView.Severity;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi.Text;

/**
 * Prints findings, each after an empty line.
 */
public final class FindingLines {

	private FindingLines() {
	}

	/**
	 * Print findings.
	 * @param findings the findings
	 * @param terminal where to print them
	 */
	public static void print(List<FindingView> findings, Terminal terminal) {
		for (FindingView finding : findings) {
			terminal.line("");
			terminal.results().line(severity(finding.severity()).concat(" [" + finding.code() + "]" + place(finding)));
			terminal.line("  " + finding.description());
			if (finding.action() != null) {
				terminal.line("  " + finding.action());
			}
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

}
