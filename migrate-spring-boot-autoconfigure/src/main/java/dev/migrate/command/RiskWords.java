package dev.migrate.command;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import dev.migrate.ChangeView;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Help.Ansi.Text;

/**
 * What a risk is called, and its colour.
 */
enum RiskWords {

	SAFE("safe", "safe", Style.fg_green),

	MAY_FAIL("may fail", "may fail", Style.fg_yellow),

	BREAKS_RUNNING_VERSION("breaks the running version", "break the running version", Style.fg_magenta),

	LOSES_DATA("loses data", "lose data", Style.fg_red);

	private final String one;

	private final String several;

	private final Style colour;

	RiskWords(String one, String several, Style colour) {
		this.one = one;
		this.several = several;
		this.colour = colour;
	}

	/**
	 * Return text about a risk in its colour.
	 * @param text the risk, with or without reasons; {@code null} where it is not known
	 * @return the text
	 */
	static Text coloured(@Nullable String text) {
		return Arrays.stream(values())
			.filter((risk) -> text != null && text.startsWith(risk.one))
			.findFirst()
			.map((risk) -> Words.styled(String.valueOf(text), risk.colour))
			.orElseGet(() -> Words.plain(text));
	}

	/**
	 * Return how many changes have which risk.
	 * @param changes the changes, one at least
	 * @return one line
	 */
	static String summary(List<ChangeView> changes) {
		return ((changes.size() == 1) ? "1 change: " : changes.size() + " changes: ") + Arrays.stream(values())
			.map((risk) -> risk.count(changes))
			.filter((count) -> !count.isEmpty())
			.collect(Collectors.joining(", ", "", "."));
	}

	private String count(List<ChangeView> changes) {
		long count = changes.stream().filter((change) -> change.risk().equals(this.one)).count();
		return (count == 0) ? "" : count + " " + ((count == 1) ? this.one : this.several);
	}

}
