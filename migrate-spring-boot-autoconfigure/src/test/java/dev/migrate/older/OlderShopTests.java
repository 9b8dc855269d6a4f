package dev.migrate.older;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.migrate.CannotProceedException;
import dev.migrate.ManagedDatabase;
import dev.migrate.Migrations;
import dev.migrate.RevisionState;
import dev.migrate.RevisionView;
import dev.migrate.StatusView;
import dev.migrate.changelog.ChangelogFormat;
import dev.migrate.run.MigrationTarget;
import dev.migrate.run.RunLog;
import dev.migrate.schema.Schema;
import dev.migrate.testing.Oracle;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;
import liquibase.integration.spring.SpringLiquibase;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests with a changelog as applications have that have lived with Liquibase for years.
 */
class OlderShopTests {

	private static final String ORDERS = "orders.xml::1::old";

	private static final String COUPON = "older/nested/a.yaml::1::old";

	private static final String CODE = "older/nested/deep/b.json::1::old";

	private static final String AUDIT = "older/routines.sql::1::old";

	private static final String PRICE = "20260101000000";

	@TempDir
	private Path folder;

	@ParameterizedTest
	@EnumSource(names = { "H2", "POSTGRESQL" })
	void eachChangesetIsARevisionThatIsShownAndCounted(TestProduct product) {
		try (TestDatabase database = product.create()) {
			Migrations migrations = migrations(database, "prod", "!later");
			assertThat(migrations.history("main")).extracting(RevisionView::id)
				.containsExactly("older/master.xml::1::old", ORDERS, "2", COUPON, CODE, AUDIT, "names", "postgres-only",
						"refresh", "ignored", "other-product", "sample-data", "later", "there-already", "not-yet",
						"raw", PRICE, "last");
			assertThat(migrations.history("main").get(0).message()).isEqualTo("where everything began");
			assertThat(states(migrations)).containsEntry(ORDERS, RevisionState.PENDING)
				.containsEntry("ignored", RevisionState.LEFT_OUT)
				.containsEntry("other-product", RevisionState.LEFT_OUT)
				.containsEntry("sample-data", RevisionState.LEFT_OUT)
				.containsEntry("later", RevisionState.LEFT_OUT)
				.containsEntry("postgres-only",
						(product == TestProduct.H2) ? RevisionState.LEFT_OUT : RevisionState.PENDING);
			assertThat(Oracle.of(database)).noneMatch((line) -> line.toLowerCase().contains("databasechangelog"));
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "H2", "POSTGRESQL" })
	void goesToARevisionInTheMiddleAndToHead(TestProduct product) {
		try (TestDatabase database = product.create()) {
			Migrations migrations = migrations(database, "prod", "!later");
			migrations.upgrade("main", COUPON, false);
			assertThat(migrations.status("main").current()).containsExactly(COUPON);
			assertThat(states(migrations)).containsEntry("2", RevisionState.APPLIED)
				.containsEntry(COUPON, RevisionState.APPLIED)
				.containsEntry(CODE, RevisionState.PENDING)
				.containsEntry("last", RevisionState.PENDING);
			migrations.upgrade("main", "head", false);
			assertThat(states(migrations)).containsEntry("last", RevisionState.APPLIED)
				.containsEntry("there-already", RevisionState.APPLIED)
				.containsEntry("refresh", RevisionState.APPLIED)
				.containsEntry(PRICE, RevisionState.APPLIED)
				.containsEntry("not-yet", RevisionState.PENDING)
				.containsEntry("ignored", RevisionState.LEFT_OUT)
				.containsEntry("sample-data", RevisionState.LEFT_OUT);
			assertThat(migrations.status("main").current()).containsExactly("last");
			assertThat(migrations.status("main").heads()).containsExactly("last");
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "H2", "POSTGRESQL" })
	void runsWhatSpringBootRuns(TestProduct product) throws Exception {
		try (TestDatabase ours = product.create(); TestDatabase theirs = product.create()) {
			migrations(ours, "test", null).upgrade("main", "head", false);
			SpringLiquibase liquibase = new SpringLiquibase();
			liquibase.setDataSource(theirs.dataSource());
			liquibase.setChangeLog("classpath:older/master.xml");
			liquibase.setContexts("test");
			liquibase.setResourceLoader(new DefaultResourceLoader());
			liquibase.afterPropertiesSet();
			assertThat(Oracle.of(ours)).isEqualTo(Oracle.of(theirs));
			Migrations after = migrations(theirs, "test", null);
			assertThat(states(after)).isEqualTo(states(migrations(ours, "test", null)));
			assertThat(after.upgrade("main", "head", true).revisions()).extracting(RevisionView::id)
				.containsExactly("not-yet");
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "H2", "POSTGRESQL" })
	void undoesWhatCanBeUndone(TestProduct product) {
		try (TestDatabase database = product.create()) {
			Migrations migrations = migrations(database, "prod", "!later");
			migrations.upgrade("main", CODE, false);
			List<String> before = Oracle.of(database);
			assertThat(migrations.downgrade("main", ORDERS, false).revisions()).extracting(RevisionView::id)
				.containsExactly(CODE, COUPON, "2");
			migrations.upgrade("main", CODE, false);
			assertThat(Oracle.of(database)).isEqualTo(before);
			migrations.upgrade("main", "head", false);
			assertThat(migrations.downgrade("main", "-2", false).revisions()).extracting(RevisionView::id)
				.containsExactly("last", PRICE);
			List<String> stopped = Oracle.of(database);
			assertThatExceptionOfType(CannotProceedException.class)
				.isThrownBy(() -> migrations.downgrade("main", COUPON, false))
				.withMessageContaining("Changeset raw in older/master.xml cannot be undone")
				.withMessageContaining("Nothing has been changed");
			assertThat(Oracle.of(database)).isEqualTo(stopped);
			migrations.upgrade("main", "head", false);
			assertThat(states(migrations)).containsEntry("last", RevisionState.APPLIED);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "H2", "POSTGRESQL" })
	void whatIsLeftOutAtTheEndIsNoHead(TestProduct product) {
		try (TestDatabase database = product.create()) {
			Migrations migrations = migrations(database, "prod", "!later", "classpath:older/left-out-last.xml");
			migrations.upgrade("main", "head", false);
			StatusView status = migrations.status("main");
			assertThat(status.current()).containsExactly("same");
			assertThat(status.heads()).containsExactly("same");
			assertThat(states(migrations)).hasSize(4).containsEntry("same", RevisionState.APPLIED);
			assertThat(status.pending()).isEmpty();
			assertThat(migrations.upgrade("main", "head", true).revisions()).isEmpty();
		}
	}

	private Migrations migrations(TestDatabase database, String contexts, String labels) {
		return migrations(database, contexts, labels, "classpath:older/master.xml");
	}

	private Migrations migrations(TestDatabase database, String contexts, String labels, String master) {
		MigrationTarget target = new MigrationTarget("main", database.dataSource(), master, new DefaultResourceLoader(),
				contexts, labels, Map.of(), null, null, null, null, null, Map.of(), null);
		return new Migrations(List.of(new ManagedDatabase(target, new RunLog(), () -> Optional.of(Schema.EMPTY),
				this.folder, ChangelogFormat.YAML, "ada")));
	}

	private static Map<String, RevisionState> states(Migrations migrations) {
		Map<String, RevisionState> states = new LinkedHashMap<>();
		migrations.status("main").revisions().forEach((revision) -> states.put(revision.id(), revision.state()));
		return states;
	}

}
