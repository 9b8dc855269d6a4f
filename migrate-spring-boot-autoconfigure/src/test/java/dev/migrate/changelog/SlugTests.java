package dev.migrate.changelog;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Slug} and the ids of {@link NewRevision}.
 */
class SlugTests {

	@ParameterizedTest
	@CsvSource({ "add price, add_price", "Add Price to Product!, add_price_to_product", "../../etc/passwd, etc_passwd",
			"say \"hello\" again, say_hello_again", "Höhe ändern, hohe_andern", "🚀, revision", "---, revision" })
	void slugIsSafe(String message, String slug) {
		assertThat(Slug.of(message)).isEqualTo(slug);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\n", "a\nb\r\nc", "..\\..\\con", "${x}" })
	void slugIsNeverEmptyNorMoreThanAWord(String message) {
		assertThat(Slug.of(message)).matches("[a-z0-9]+(_[a-z0-9]+)*");
	}

	@Test
	void slugIsShort() {
		assertThat(Slug.of("add a price to each product ".repeat(11)))
			.isEqualTo("add_a_price_to_each_product_add_a_price");
		assertThat(Slug.of("x".repeat(300))).isEqualTo("x".repeat(40));
	}

	@Test
	void idIsTheTimeOrASecondAfterTheParent() {
		Clock clock = Clock.fixed(Instant.parse("2026-11-22T23:59:59.9Z"), ZoneId.of("Asia/Tokyo"));
		assertThat(NewRevision.nextId(clock, List.of())).isEqualTo("20261122235959");
		assertThat(NewRevision.nextId(clock, List.of("20251231235959"))).isEqualTo("20261122235959");
		assertThat(NewRevision.nextId(clock, List.of("20261122235959"))).isEqualTo("20261123000000");
		assertThat(NewRevision.nextId(clock, List.of("create-tables", "20271231235959"))).isEqualTo("20280101000000");
	}

}
