package dev.migrate.changelog.revision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.change.Risk;
import org.jspecify.annotations.Nullable;

/**
 * The comment of a changeset that was generated before changesets recorded drops and
 * risks in their {@link GeneratedMark}. It is read for these changesets only.
 */
final class LegacyComment {

	private static final Pattern REBUILD = Pattern.compile("rebuild table .*?: ([^;]*)");

	private static final String DROP = "drop ";

	private final String text;

	LegacyComment(@Nullable String text) {
		this.text = Objects.toString(text, "");
	}

	/**
	 * Return the descriptions of what the changeset dropped.
	 * @return the objects, in the text form of {@code SchemaObject}
	 */
	List<String> dropped() {
		Matcher rebuild = REBUILD.matcher(this.text);
		List<String> changes = rebuild.lookingAt() ? List.of(rebuild.group(1).split(", ")) : beginnings();
		return changes.stream()
			.filter((change) -> change.startsWith(DROP))
			.map((change) -> change.substring(DROP.length()))
			.toList();
	}

	// The description ends at a semicolon, which a quoted name may also contain.
	private List<String> beginnings() {
		List<String> beginnings = new ArrayList<>();
		for (int end = this.text.indexOf(';'); end >= 0; end = this.text.indexOf(';', end + 1)) {
			beginnings.add(this.text.substring(0, end));
		}
		beginnings.add(this.text);
		return beginnings;
	}

	/**
	 * Return the kinds of risk that the comment names.
	 * @return the kinds, the worst first
	 */
	List<Risk.Kind> risks() {
		return Arrays.stream(Risk.Kind.values())
			.filter((kind) -> this.text.contains("; " + kind + ": "))
			.sorted(Comparator.reverseOrder())
			.toList();
	}

}
