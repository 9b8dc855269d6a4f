package dev.migrate.endtoend;

import java.nio.file.Path;
import java.util.List;

import dev.migrate.CannotProceedException;
import dev.migrate.command.CommandResult;
import dev.migrate.endtoend.shop.ShopApplication;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@code migrate.on-startup} in a whole application.
 */
class OnStartupEndToEndTests {

	@TempDir
	private Path folder;

	@ParameterizedTest
	@ValueSource(strings = { "upgrade", "check", "wait", "none" })
	void commandsDoTheSameInEveryMode(String mode) {
		try (TestDatabase database = TestProduct.POSTGRESQL.create()) {
			Shop shop = shop(database, mode);
			assertThat(done(shop.migrate("init"))).contains("Wrote ");
			assertThat(done(shop.migrate("generate-changeset", "-m", "first"))).contains("create table product");
			assertThat(done(shop.migrate("status"))).contains("1 revision is pending");
			assertThat(done(shop.migrate("upgrade"))).contains("Running upgrade base -> ", "first");
			assertThat(done(shop.migrate("check"))).contains("agree");
			database.execute("alter table product drop column name");
			assertThat(shop.migrate("check").exitCode()).isEqualTo(1);
			assertThat(done(shop.migrate("revert-drift"))).containsIgnoringCase("product.name");
			assertThat(done(shop.migrate("downgrade", "base", "--yes"))).contains("Running downgrade ");
		}
	}

	@Test
	void applicationIsRefusedUntilItsDatabaseFits() {
		try (TestDatabase database = TestProduct.H2.create()) {
			Shop shop = shop(database, "check");
			done(shop.migrate("init"));
			done(shop.migrate("generate-changeset", "-m", "first"));
			assertThatExceptionOfType(BeanCreationException.class).isThrownBy(() -> start(shop))
				.havingRootCause()
				.withMessageStartingWith("The database 'main' is not up to date. 1 revision is pending: ");
			done(shop.migrate("upgrade"));
			start(shop).close();
			database.execute("alter table product drop column name");
			assertThatExceptionOfType(CannotProceedException.class).isThrownBy(() -> start(shop))
				.withMessage("The entities require a change that the database 'main' does not have: add column"
						+ " PRODUCT.NAME.");
		}
	}

	private static ConfigurableApplicationContext start(Shop shop) {
		SpringApplication application = new SpringApplication(shop.application());
		application.setWebApplicationType(WebApplicationType.NONE);
		return application.run(shop.arguments().toArray(String[]::new));
	}

	private Shop shop(TestDatabase database, String mode) {
		return Shop.of(ShopApplication.class, this.folder,
				List.of("spring.datasource.url=" + database.url(), "spring.datasource.username=" + database.username(),
						"spring.datasource.password=" + database.password(), "migrate.on-startup=" + mode)
					.toArray(String[]::new));
	}

	private static String done(CommandResult result) {
		assertThat(result.exitCode()).as(result.err()).isZero();
		return result.out() + result.err();
	}

}
