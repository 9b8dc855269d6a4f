package dev.migrate.changelog.file;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

import dev.migrate.RevisionPhase;
import dev.migrate.changelog.revision.NewRevision;
import dev.migrate.changelog.revision.Revision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Slug} and the prefixes of {@link NewRevision}.
 */
class SlugTests {

	@ParameterizedTest
	@CsvSource({ "add price, add_price", "Add Price to Product!, add_price_to_product", "../../etc/passwd, etc_passwd",
			"say \"hello\" again, say_hello_again", "Höhe ändern, hohe_andern", "🚀, revision", "---, revision" })
	void slugContainsSafeCharactersOnly(String message, String slug) {
		assertThat(Slug.of(message)).isEqualTo(slug);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\n", "a\nb\r\nc", "..\\..\\con", "${x}" })
	void slugIsNeverEmptyAndContainsWordCharactersOnly(String message) {
		assertThat(Slug.of(message)).matches("[a-z0-9]+(_[a-z0-9]+)*");
	}

	@Test
	void slugLengthIsLimited() {
		assertThat(Slug.of("add a price to each product ".repeat(11)))
			.isEqualTo("add_a_price_to_each_product_add_a_price");
		assertThat(Slug.of("x".repeat(300))).isEqualTo("x".repeat(40));
	}

	@ParameterizedTest
	@CsvSource({ "3, add", "9, add_price", "8, add", "2, ad" })
	void slugLengthIsConfigurable(int length, String slug) {
		assertThat(Slug.of("add price", length)).isEqualTo(slug);
		assertThat(Slug.of("---", 3)).isEqualTo("rev");
	}

	@Test
	void prefixIsTheTimeOrASecondAfterThePreviousRevision() {
		Clock clock = Clock.fixed(Instant.parse("2026-11-22T23:59:59.9Z"), ZoneId.of("Asia/Tokyo"));
		assertThat(prefix(clock)).isEqualTo("20261122235959");
		assertThat(prefix(clock, revision("20251231235959", "v/20251231235959_x.yaml"))).isEqualTo("20261122235959");
		assertThat(prefix(clock, revision("20261122235959", "v/20261122235959_x.yaml"))).isEqualTo("20261123000000");
		assertThat(prefix(clock, revision("prices", "v/20261122235959_x.yaml"))).isEqualTo("20261123000000");
		assertThat(prefix(clock, revision("20251231235959", "v/20271231235959.sql"), revision("old", "main.xml")))
			.isEqualTo("20280101000000");
	}

	@Test
	void prefixIsUnique() {
		Clock clock = Clock.fixed(Instant.parse("2026-11-22T23:59:58Z"), ZoneId.of("Asia/Tokyo"));
		assertThat(NewRevision.nextPrefix(clock, List.of(), Set.of("20261122235958", "20261122235959")))
			.isEqualTo("20261123000000");
	}

	private static String prefix(Clock clock, Revision... before) {
		return NewRevision.nextPrefix(clock, List.of(before), Set.of());
	}

	private static Revision revision(String id, String path) {
		return new Revision(id, "", null, List.of(), List.of(), List.of(), path, List.of(), RevisionPhase.BEFORE_START,
				List.of());
	}

}
