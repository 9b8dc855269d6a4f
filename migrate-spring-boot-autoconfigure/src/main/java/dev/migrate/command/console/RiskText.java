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
	 * Return a risk in its colour.
	 * @param risk the risk; {@code null} if it is not known
	 * @param unknown the text for a risk that is not known
	 * @return the text
	 */
	public static Text of(Risk.@Nullable Level risk, String unknown) {
		return (risk != null) ? Words.styled(risk.toString(), colour(risk)) : Words.plain(unknown);
	}

	/**
	 * Return the risk of a change with the reasons, in the colour of the risk.
	 * @param change the change
	 * @return the text
	 */
	static Text of(ChangeView change) {
		String reasons = change.reasons().isEmpty() ? "" : ": " + String.join("; ", change.reasons());
		return Words.styled(change.risk() + reasons, colour(change.risk()));
	}

	/**
	 * Return the number of changes for each risk.
	 * @param changes the changes, at least one
	 * @return one line
	 */
	public static String summary(List<ChangeView> changes) {
		return ((changes.size() == 1) ? "1 change: " : changes.size() + " changes: ")
				+ Arrays.stream(Risk.Level.values())
					.map((risk) -> count(risk, changes))
					.filter((count) -> !count.isEmpty())
					.collect(Collectors.joining(", ", "", "."));
	}

	private static String count(Risk.Level risk, List<ChangeView> changes) {
		long count = changes.stream().filter((change) -> change.risk() == risk).count();
		return (count == 0) ? "" : count + " " + ((count == 1) ? risk.toString() : plural(risk));
	}

	private static Style colour(Risk.Level risk) {
		return switch (risk) {
			case SAFE -> Style.fg_green;
			case MAY_FAIL -> Style.fg_yellow;
			case BREAKS_RUNNING_VERSION -> Style.fg_magenta;
			case LOSES_DATA -> Style.fg_red;
		};
	}

	private static String plural(Risk.Level risk) {
		return switch (risk) {
			case SAFE, MAY_FAIL -> risk.toString();
			case BREAKS_RUNNING_VERSION -> "break the running version";
			case LOSES_DATA -> "lose data";
		};
	}

}
