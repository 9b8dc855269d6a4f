package dev.migrate.command;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code status}.
 */
class StatusCommandTests extends AbstractCommandTests {

	@Test
	void statusIsOneTable() {
		assertThat(run("status").out()).isEqualToNormalizingNewlines("""
				Database main is at 20260101000000, 1 revision is pending.

				Revision               State    Applied              Risk  Message
				20260101000000         applied  2026-01-01 10:00:00  safe  create product
				20260102000000 (head)  pending                             add price
				""");
	}

	@Test
	void statusAsJsonHasInstantsAndNulls() {
		JsonNode json = json(run("status", "--json"));
		assertThat(json.at("/revisions/0/appliedAt").asText()).isEqualTo("2026-01-01T10:00:00Z");
		assertThat(json.at("/revisions/0/state").asText()).isEqualTo("APPLIED");
		assertThat(json.at("/revisions/0/changesets/0/order").asInt()).isEqualTo(1);
		assertThat(json.at("/revisions/1").has("appliedAt")).isTrue();
		assertThat(json.at("/revisions/1/appliedAt").isNull()).isTrue();
	}

}
