package dev.migrate.command.console;

import java.util.List;

import dev.migrate.RevisionState;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Help.Ansi.Text;

/**
 * Text for users, in the colours of a terminal.
 * <p>
 * Whatever comes from a file or a database is data: what would steer a terminal is left
 * out here, and nowhere else.
 */
public final class Words {

	private Words() {
	}

	/**
	 * Return text without what would steer a terminal.
	 * @param text any text
	 * @return the text; line ends and tabs stay
	 */
	public static String harmless(String text) {
		return text.codePoints()
			.filter((character) -> character == '\n' || character == '\t' || !steers(character))
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

	// Marks of direction show text in another order than it is in.
	private static boolean steers(int character) {
		return Character.isISOControl(character) || character == '\u2028' || character == '\u2029'
				|| (character >= '\u202a' && character <= '\u202e') || (character >= '\u2066' && character <= '\u2069');
	}

	/**
	 * Return text that has no colour.
	 * @param text any text; {@code null} for none
	 * @return the text
	 */
	public static Text plain(@Nullable String text) {
		return Ansi.ON.apply((text != null) ? harmless(text) : "", List.of());
	}

	/**
	 * Return text in bold letters.
	 * @param text any text
	 * @return the text
	 */
	public static Text strong(String text) {
		return styled(text, Style.bold);
	}

	/**
	 * Return text about something that went wrong, or that destroys something.
	 * @param text any text
	 * @return the text
	 */
	public static Text bad(String text) {
		return styled(text, Style.fg_red);
	}

	/**
	 * Return the text of a position in the changelog.
	 * @param state the state; {@code null} if the database was not accessed
	 * @return the text of the state
	 */
	public static Text state(@Nullable RevisionState state) {
		if (state == null) {
			return plain(null);
		}
		return styled(state.toString(), switch (state) {
			case APPLIED -> Style.fg_green;
			case PENDING, PARTLY_APPLIED -> Style.fg_yellow;
			case EDITED, FILE_MISSING -> Style.fg_red;
			case LEFT_OUT -> Style.faint;
		});
	}

	/**
	 * Return text in a colour.
	 * @param text any text
	 * @param style the colour
	 * @return the text
	 */
	public static Text styled(String text, IStyle style) {
		return Ansi.ON.apply(harmless(text), List.of(style));
	}

}
