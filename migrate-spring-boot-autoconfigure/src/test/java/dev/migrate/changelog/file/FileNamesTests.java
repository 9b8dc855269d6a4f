package dev.migrate.changelog.file;

import java.time.Instant;

import dev.migrate.CannotProceedException;
import dev.migrate.ChangelogFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FileNames}.
 */
class FileNamesTests {

	private static final Instant NOW = Instant.parse("2026-11-22T23:30:05Z");

	@ParameterizedTest
	@CsvSource({ "{slug}, UTC, 20261122233005_add_price.xml", "{rev}_{slug}, UTC, 20261122233005_r1_add_price.xml",
			"{year}-{month}-{day}_{slug}, UTC, 20261122233005_2026-11-22_add_price.xml",
			"{day}.{hour}.{minute}.{second}, Europe/Berlin, 20261122233005_23.00.30.05.xml",
			"{epoch}, UTC, 20261122233005_1795390205.xml", "all, UTC, 20261122233005_all.xml" })
	void nameConsistsOfPrefixAndTemplate(String template, String timeZone, String name) {
		assertThat(new FileNames(template, 40, timeZone).name("20261122233005", "r1", "Add price", NOW,
				ChangelogFormat.XML))
			.isEqualTo(name);
	}

	@ParameterizedTest
	@CsvSource({ "{year}/{slug}, 40, UTC, must not contain directories",
			"{slug}\\x, 40, UTC, must not contain" + " directories",
			"{sulg}, 40, UTC, '{sulg}, which is no token; the tokens are {rev}, {slug}, {epoch}'",
			"'', 40, UTC, may contain only", "a b, 40, UTC, may contain only", "${slug}, 40, UTC, may contain only",
			"{slug, 40, UTC, may contain only", "{slug}, 0, UTC, migrate.slug-length is 0",
			"{slug}, 151, UTC, from 1 to 150",
			"{slug}, 40, Mars/North, 'migrate.time-zone is ''Mars/North'', which is no time zone'" })
	void invalidSettingIsReported(String template, int slugLength, String timeZone, String message) {
		FileNames names = new FileNames(template, slugLength, timeZone);
		assertThatExceptionOfType(CannotProceedException.class)
			.isThrownBy(() -> names.name("20261122233005", "r1", "Add price", NOW, ChangelogFormat.XML))
			.withMessageContaining(message);
	}

	@Test
	void slugIsCutBetweenWords() {
		assertThat(
				new FileNames("{slug}", 5, "UTC").name("20261122233005", "r1", "Add price", NOW, ChangelogFormat.JSON))
			.isEqualTo("20261122233005_add.json");
	}

}
