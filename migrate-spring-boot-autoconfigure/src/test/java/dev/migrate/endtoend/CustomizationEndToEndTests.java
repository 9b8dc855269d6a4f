package dev.migrate.endtoend;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

import dev.migrate.command.CommandResult;
import dev.migrate.endtoend.custom.CustomApplication;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for an application's own filters and customizers, through its commands.
 */
class CustomizationEndToEndTests {

	@TempDir
	private Path folder;

	private String url;

	@BeforeEach
	void clearTraces() {
		CustomApplication.TRACES.clear();
		this.url = "jdbc:h2:file:" + this.folder.resolve("custom");
	}

	@Test
	void customizersAreCreatedInOrderForComparison() {
		Shop shop = shop();
		done(shop.migrate("init"));
		done(shop.migrate("history"));
		assertThat(CustomApplication.TRACES).isEmpty();
		String out = done(shop.migrate("generate-changeset", "-m", "create"));
		assertThat(CustomApplication.TRACES).contains("filter", "indexing", "failing")
			.endsWith("first main h2", "second");
		assertThat(out.lines().toList().subList(0, 2)).satisfiesExactly(
				(line) -> assertThat(line).startsWith("create table PRODUCT"),
				(line) -> assertThat(line).startsWith("create index NAME_IDX on PRODUCT (NAME)"));
		assertThat(out).doesNotContain("SECRET");
		CustomApplication.TRACES.clear();
		done(shop.migrate("upgrade"));
		assertThat(CustomApplication.TRACES).isEmpty();
	}

	@Test
	void objectAddedByCustomizerIsUnmanagedWithoutIt() {
		Shop shop = shop();
		done(shop.migrate("init"));
		done(shop.migrate("generate-changeset", "-m", "create"));
		done(shop.migrate("upgrade"));
		assertThat(done(shop.migrate("generate-changeset", "-m", "again"))).contains("No changes detected.")
			.contains("Left alone: drop index NAME_IDX");
		assertThat(done(shop.migrate("check"))).contains("agree").doesNotContain("SECRET");
	}

	@Test
	void failingCustomizerStopsCommandWithOneSentence() {
		Shop shop = shop("custom.failure=no such thing");
		done(shop.migrate("init"));
		CommandResult failed = shop.migrate("generate-changeset", "-m", "create");
		assertThat(failed.exitCode()).isEqualTo(3);
		assertThat(failed.err()).contains("The ChangesCustomizer " + CustomApplication.class.getName())
			.contains("failed: no such thing. Nothing was written.");
		assertThat(shop.versions()).isEmpty();
		CommandResult nothing = shop("custom.failure=null").migrate("generate-changeset", "-m", "create");
		assertThat(nothing.exitCode()).isEqualTo(3);
		assertThat(nothing.err()).contains("returned null instead of the changes. Nothing was written.");
		assertThat(shop.versions()).isEmpty();
	}

	@Test
	void patternsExcludeOnBothSides() throws SQLException {
		Shop plain = shop();
		done(plain.migrate("init"));
		done(plain.migrate("generate-changeset", "-m", "create"));
		done(plain.migrate("upgrade"));
		try (var connection = DriverManager.getConnection(this.url, "sa", "");
				var statement = connection.createStatement()) {
			statement.execute("create table audit_log (id bigint primary key)");
			statement.execute("create sequence audit_seq");
			statement.execute("alter table product add legacy_code varchar(20)");
			statement.execute("alter table product drop column name");
		}
		String all = plain.migrate("check").out();
		assertThat(all).contains("add column PRODUCT.NAME", "drop table AUDIT_LOG", "drop sequence AUDIT_SEQ",
				"drop column PRODUCT.LEGACY_CODE");
		Shop filtered = shop("migrate.generate.exclude=audit_*,*.legacy_????,column product.NAME");
		CommandResult check = filtered.migrate("check");
		assertThat(check.out()).doesNotContain("AUDIT", "LEGACY", "NAME");
		assertThat(check.exitCode()).isZero();
		assertThat(done(shop("migrate.generate.include=product.legacy_*").migrate("check"))).contains("LEGACY_CODE")
			.doesNotContain("AUDIT", "PRODUCT.NAME");
	}

	private Shop shop(String... properties) {
		String[] all = new String[properties.length + 2];
		all[0] = "spring.datasource.url=" + this.url;
		all[1] = "spring.datasource.username=sa";
		System.arraycopy(properties, 0, all, 2, properties.length);
		return Shop.of(CustomApplication.class, this.folder, all);
	}

	private static String done(CommandResult result) {
		assertThat(result.exitCode()).as(result.err()).isZero();
		return result.out();
	}

}
