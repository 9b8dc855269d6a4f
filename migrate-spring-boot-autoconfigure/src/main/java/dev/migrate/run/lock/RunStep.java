package dev.migrate.run.lock;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The statement of a changeset that a run has reached. If the run is interrupted there,
 * the statements before it have taken effect; whether this one has is not known.
 *
 * @param changeset what identifies the changeset, its text, and whether it is applied or
 * undone: 12 hexadecimal digits
 * @param statement the number of the statement in the changeset, from one
 * @param texts what identifies the texts of the statements up to this one: 8 hexadecimal
 * digits
 */
public record RunStep(String changeset, int statement, String texts) {

	private static final Pattern TEXT = Pattern.compile("([0-9a-f]{12})/([0-9]{1,9})/([0-9a-f]{8})");

	static @Nullable RunStep parse(String text) {
		Matcher matcher = TEXT.matcher(text);
		return matcher.matches() ? new RunStep(matcher.group(1), Integer.parseInt(matcher.group(2)), matcher.group(3))
				: null;
	}

	/**
	 * Return the text for the lock table.
	 * @return the text, which is read again
	 */
	@Override
	public String toString() {
		return this.changeset + "/" + this.statement + "/" + this.texts;
	}

}
