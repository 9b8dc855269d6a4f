package dev.migrate.harm;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;

import dev.migrate.testing.TestProduct;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for dropped columns that require a value, which a downgrade restores on a table
 * with rows.
 */
class RequiredColumnTests {

	@TempDir
	private Path folder;

	@ParameterizedTest
	@EnumSource
	void droppedColumnIsRestoredOnRows(TestProduct product) {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(Parcel.class)) {
			shop.release("parcels");
			List<String> whole = shop.oracle();
			shop.map(Reduced.class).release("fewer columns");
			shop.database().execute("insert into parcel (id) values (1)");
			shop.downgrade("-1");
			assertThat(shop.oracle()).isEqualTo(whole);
			assertThat(rows(shop)).isEqualTo(1);
			shop.upgrade("head");
			assertThat(shop.check().agrees()).isTrue();
		}
	}

	private static int rows(EvolvingApplication shop) {
		return JdbcClient.create(shop.database().dataSource())
			.sql("select count(*) from parcel")
			.query(Integer.class)
			.single();
	}

	@Entity(name = "parcel")
	static class Parcel {

		@Id
		long id;

		@Column(nullable = false, length = 40)
		String label;

		boolean fragile;

		int pieces;

		double weight;

		@Column(nullable = false, precision = 10, scale = 2)
		BigDecimal price;

		@Column(nullable = false)
		LocalDate day;

		@Column(nullable = false)
		LocalTime hour;

		@Column(nullable = false)
		LocalDateTime packed;

		@Column(nullable = false)
		Instant sent;

	}

	@Entity(name = "parcel")
	static class Reduced {

		@Id
		long id;

	}

}
