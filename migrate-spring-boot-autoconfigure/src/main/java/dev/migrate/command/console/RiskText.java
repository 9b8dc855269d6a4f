package dev.migrate.command.console;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import dev.migrate.ChangeView;
import dev.migrate.change.Risk;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Help.Ansi.Text;

/**
 * Text about risks, in the colour of the risk.
 */
public final class RiskText {

	private RiskText() {
	}

	/**
	 * Return the kinds of risk, in the colour of the worst.
	 * @param kinds the kinds, the worst first; {@code null} if they are not known
	 * @param unknown the text for risks that are not known
	 * @return the text
	 */
	public static Text of(@Nullable List<Risk.Kind> kinds, String unknown) {
		return (kinds != null) ? Words.styled(Risk.Kind.text(kinds), colour(Risk.Kind.worst(kinds)))
				: Words.plain(unknown);
	}

	/**
	 * Return the risks of a change with the reasons, in the colour of the worst.
	 * @param change the change
	 * @return the text
	 */
	static Text of(ChangeView change) {
		return Words.styled(Risk.text(change.risks()), colour(change.risk()));
	}

	/**
	 * Return the number of changes for each kind of risk. A change counts for each kind
	 * that it has.
	 * @param changes the changes, at least one
	 * @return one line
	 */
	public static String summary(List<ChangeView> changes) {
		return ((changes.size() == 1) ? "1 change: " : changes.size() + " changes: ")
				+ Arrays.stream(Risk.Kind.values())
					.map((risk) -> count(risk, changes))
					.filter((count) -> !count.isEmpty())
					.collect(Collectors.joining(", ", "", "."));
	}

	private static String count(Risk.Kind risk, List<ChangeView> changes) {
		long count = changes.stream().filter((change) -> has(change, risk)).count();
		return (count == 0) ? "" : count + " " + ((count == 1) ? risk.toString() : plural(risk));
	}

	private static boolean has(ChangeView change, Risk.Kind kind) {
		return (kind == Risk.Kind.SAFE) ? change.risks().isEmpty()
				: change.risks().stream().anyMatch((risk) -> risk.kind() == kind);
	}

	private static Style colour(Risk.Kind risk) {
		return switch (risk) {
			case SAFE -> Style.fg_green;
			case NOT_MEASURED -> Style.fg_white;
			case BLOCKS_WRITES, BLOCKS_READS_AND_WRITES, REWRITES_TABLE -> Style.fg_cyan;
			case MAY_FAIL -> Style.fg_yellow;
			case BREAKS_RUNNING_VERSION -> Style.fg_magenta;
			case LOSES_DATA -> Style.fg_red;
		};
	}

	private static String plural(Risk.Kind risk) {
		return switch (risk) {
			case SAFE, NOT_MEASURED, MAY_FAIL -> risk.toString();
			case BLOCKS_WRITES -> "block writes";
			case BLOCKS_READS_AND_WRITES -> "block reads and writes";
			case REWRITES_TABLE -> "rewrite the table";
			case BREAKS_RUNNING_VERSION -> "break the running version";
			case LOSES_DATA -> "lose data";
		};
	}

}
