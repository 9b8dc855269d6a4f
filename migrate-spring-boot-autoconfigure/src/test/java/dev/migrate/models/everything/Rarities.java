package dev.migrate.models.everything;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * Embeddables in one column, which some products lack.
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

	@Embeddable
	static class Json {

		String name;

		int number;

		@Column(nullable = false)
		String required;

	}

}
