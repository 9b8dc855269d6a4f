package dev.migrate.endtoend.grown;

import java.math.BigDecimal;
import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.hibernate.annotations.ColumnDefault;

/**
 * The entities of an application in a schema of its own, whose database has triggers,
 * functions and domains.
 */
public final class Plant {

	private Plant() {
	}

	@Entity(name = "machine")
	public static class Machine {

		@Id
		@Column(length = 20)
		String code;

		@Column(nullable = false, length = 60)
		String label;

		Instant changed;

		@ColumnDefault("1")
		int weight;

	}

	@Entity(name = "measurement")
	public static class Measurement {

		@Id
		Long id;

		@ManyToOne(optional = false)
		Machine machine;

		@Column(name = "measured", precision = 8, scale = 3)
		BigDecimal value;

		Integer quality;

	}

}
