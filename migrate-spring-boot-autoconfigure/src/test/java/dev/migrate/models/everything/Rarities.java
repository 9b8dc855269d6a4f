package dev.migrate.models.everything;

import java.time.Duration;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * What some products do not have: embeddables that are one column, and intervals.
 */
public final class Rarities {

	private Rarities() {
	}

	@Entity(name = "Aggregated")
	static class Aggregated {

		@Id
		int id;

		@JdbcTypeCode(SqlTypes.JSON)
		@Column(nullable = false)
		Json aggregate;

	}

	@Entity(name = "Spans")
	static class Spans {

		@Id
		int id;

		@JdbcTypeCode(SqlTypes.INTERVAL_SECOND)
		Duration span;

	}

	@Embeddable
	static class Json {

		String name;

		int number;

		@Column(nullable = false)
		String required;

	}

}
