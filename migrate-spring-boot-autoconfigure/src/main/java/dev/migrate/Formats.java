package dev.migrate;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.migrate.changelog.ChangelogFormat;
import org.jspecify.annotations.Nullable;

/**
 * Finds the format of a file by what a person calls it.
 */
final class Formats {

	private Formats() {
	}

	static ChangelogFormat of(@Nullable String name, ChangelogFormat configured) {
		if (name == null) {
			return configured;
		}
		return Arrays.stream(ChangelogFormat.values())
			.filter((format) -> format.name().equalsIgnoreCase(name))
			.findFirst()
			.orElseThrow(() -> new CannotProceedException("There is no format '" + name + "'; the formats are "
					+ Arrays.stream(ChangelogFormat.values())
						.map((format) -> format.name().toLowerCase(Locale.ROOT))
						.collect(Collectors.joining(", "))
					+ "."));
	}

}
