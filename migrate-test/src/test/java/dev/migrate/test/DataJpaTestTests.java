package dev.migrate.test;

import dev.migrate.test.shop.ShopApplication;
import org.junit.jupiter.api.Test;

import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MigrationTest} beside {@code @DataJpaTest}.
 */
@DataJpaTest
@ContextConfiguration(classes = ShopApplication.class)
@MigrationTest
class DataJpaTestTests {

	@Test
	void migrationsAreThere(TestMigrations migrations) {
		assertThat(migrations).hasNoPendingChanges().upAndDownAndUp();
		assertThat(migrations.toString()).isEqualTo("Migrations of the database main");
	}

}
