package dev.migrate.models.everything;

import java.time.Duration;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * Intervals, for products that have a type for them.
 */
public final class Intervals {

	private Intervals() {
	}

	@Entity(name = "Span")
	static class Span {

		@Id
		long id;

		@JdbcTypeCode(SqlTypes.INTERVAL_SECOND)
		Duration length;

	}

}
