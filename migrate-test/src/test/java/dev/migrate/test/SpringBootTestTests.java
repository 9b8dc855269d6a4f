package dev.migrate.test;

import javax.sql.DataSource;

import dev.migrate.test.shop.ShopApplication;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MigrationTest} beside {@code @SpringBootTest}.
 */
@SpringBootTest(classes = ShopApplication.class)
@MigrationTest
class SpringBootTestTests {

	@Test
	void entitiesAgreeWithChangelog(TestMigrations migrations) {
		assertThat(migrations).hasNoPendingChanges();
	}

	@Test
	void revisionsCanBeUndone(TestMigrations migrations) {
		assertThat(migrations).upAndDownAndUp();
	}

	@Test
	void rowsAreKept(TestMigrations migrations) {
		assertThat(migrations)
			.keepsRows(Rows.at("20260101000000").insert("insert into book (id, title) values (1, 'Emma')"));
	}

	@Test
	void databaseOfTheApplicationStaysAsItIs(TestMigrations migrations, @Autowired DataSource dataSource) {
		try (MigratedDatabase database = migrations.at("20260101000000")) {
			database.execute("insert into book (id, title) values (1, 'Emma')");
			assertThat(database.current()).containsExactly("20260101000000");
			database.upgrade("head");
			assertThat(database.jdbc().sql("select title, price from book").query().singleRow())
				.containsEntry("TITLE", "Emma")
				.containsEntry("PRICE", null);
			database.downgrade("-1");
			assertThat(database.jdbc().sql("select * from book").query().singleRow()).doesNotContainKey("PRICE");
		}
		assertThat(JdbcClient.create(dataSource).sql("select count(*) from book").query(Integer.class).single())
			.isZero();
	}

}
