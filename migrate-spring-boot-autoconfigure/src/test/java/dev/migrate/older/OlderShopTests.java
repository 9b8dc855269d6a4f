package dev.migrate.older;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.migrate.CannotProceedException;
import dev.migrate.ChangelogFormat;
import dev.migrate.DatabaseMigrations;
import dev.migrate.MigrationListener;
import dev.migrate.RevisionState;
import dev.migrate.RevisionView;
import dev.migrate.StatusView;
import dev.migrate.UpgradeRequest;
import dev.migrate.authoring.ManagedDatabase;
import dev.migrate.run.MigrationTarget;
import dev.migrate.run.RunLog;
import dev.migrate.schema.Schema;
import dev.migrate.service.DefaultDatabaseMigrations;
import dev.migrate.service.Preparation;
import dev.migrate.testing.EssentialProducts;
import dev.migrate.testing.Oracle;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProduct;
import liquibase.integration.spring.SpringLiquibase;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the changelog of an application that has used Liquibase for years.
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
	@EssentialProducts
	void eachChangesetIsShownAsRevision(TestProduct product) {
		try (TestDatabase database = product.create()) {
			DatabaseMigrations migrations = migrations(database, "prod", "!later");
			assertThat(migrations.history(":")).extracting(RevisionView::id)
				.containsExactly("older/master.xml::1::old", ORDERS, "2", COUPON, CODE, AUDIT, "names", "postgres-only",
						"refresh", "ignored", "other-product", "sample-data", "later", "there-already", "not-yet",
						"raw", PRICE, "last");
			assertThat(migrations.history(":").get(0).message()).isEqualTo("where everything began");
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
	@EssentialProducts
	void upgradesToIntermediateRevisionAndToHead(TestProduct product) {
		try (TestDatabase database = product.create()) {
			DatabaseMigrations migrations = migrations(database, "prod", "!later");
			migrations.upgrade(COUPON);
			assertThat(migrations.status().current()).containsExactly(COUPON);
			assertThat(states(migrations)).containsEntry("2", RevisionState.APPLIED)
				.containsEntry(COUPON, RevisionState.APPLIED)
				.containsEntry(CODE, RevisionState.PENDING)
				.containsEntry("last", RevisionState.PENDING);
			migrations.upgrade("head");
			assertThat(states(migrations)).containsEntry("last", RevisionState.APPLIED)
				.containsEntry("there-already", RevisionState.APPLIED)
				.containsEntry("refresh", RevisionState.APPLIED)
				.containsEntry(PRICE, RevisionState.APPLIED)
				.containsEntry("not-yet", RevisionState.LEFT_OUT)
				.containsEntry("ignored", RevisionState.LEFT_OUT)
				.containsEntry("sample-data", RevisionState.LEFT_OUT);
			assertThat(migrations.status().current()).containsExactly("last");
			assertThat(migrations.status().heads()).containsExactly("last");
		}
	}

	@ParameterizedTest
	@EssentialProducts
	void runsSameChangesetsAsSpringBoot(TestProduct product) throws Exception {
		try (TestDatabase ours = product.create(); TestDatabase theirs = product.create()) {
			migrations(ours, "test", null).upgrade("head");
			SpringLiquibase liquibase = new SpringLiquibase();
			liquibase.setDataSource(theirs.dataSource());
			liquibase.setChangeLog("classpath:older/master.xml");
			liquibase.setContexts("test");
			liquibase.setResourceLoader(new DefaultResourceLoader());
			liquibase.afterPropertiesSet();
			assertThat(Oracle.of(ours)).isEqualTo(Oracle.of(theirs));
			DatabaseMigrations after = migrations(theirs, "test", null);
			assertThat(states(after)).isEqualTo(states(migrations(ours, "test", null)));
			assertThat(states(after)).containsEntry("not-yet", RevisionState.LEFT_OUT);
			assertThat(after.upgrade(UpgradeRequest.to("head").asDryRun(), MigrationListener.NONE).revisions())
				.isEmpty();
		}
	}

	@ParameterizedTest
	@EssentialProducts
	void revertsReversibleRevisions(TestProduct product) {
		try (TestDatabase database = product.create()) {
			DatabaseMigrations migrations = migrations(database, "prod", "!later");
			migrations.upgrade(CODE);
			List<String> before = Oracle.of(database);
			assertThat(migrations.downgrade(ORDERS).revisions()).extracting(RevisionView::id)
				.containsExactly(CODE, COUPON, "2");
			migrations.upgrade(CODE);
			assertThat(Oracle.of(database)).isEqualTo(before);
			migrations.upgrade("head");
			assertThat(migrations.downgrade("-2").revisions()).extracting(RevisionView::id)
				.containsExactly("last", PRICE);
			List<String> stopped = Oracle.of(database);
			assertThatExceptionOfType(CannotProceedException.class).isThrownBy(() -> migrations.downgrade(COUPON))
				.withMessageContaining("Changeset raw in older/master.xml cannot be undone")
				.withMessageContaining("Nothing has been changed");
			assertThat(Oracle.of(database)).isEqualTo(stopped);
			migrations.upgrade("head");
			assertThat(states(migrations)).containsEntry("last", RevisionState.APPLIED);
		}
	}

	@ParameterizedTest
	@EssentialProducts
	void excludedLastRevisionIsNotHead(TestProduct product) {
		try (TestDatabase database = product.create()) {
			DatabaseMigrations migrations = migrations(database, "prod", "!later", "classpath:older/left-out-last.xml");
			migrations.upgrade("head");
			StatusView status = migrations.status();
			assertThat(status.current()).containsExactly("same");
			assertThat(status.heads()).containsExactly("same");
			assertThat(states(migrations)).hasSize(4).containsEntry("same", RevisionState.APPLIED);
			assertThat(status.revisions()).noneMatch((revision) -> revision.state().isPending());
			assertThat(migrations.upgrade(UpgradeRequest.to("head").asDryRun(), MigrationListener.NONE).revisions())
				.isEmpty();
		}
	}

	private DatabaseMigrations migrations(TestDatabase database, String contexts, String labels) {
		return migrations(database, contexts, labels, "classpath:older/master.xml");
	}

	private DatabaseMigrations migrations(TestDatabase database, String contexts, String labels, String master) {
		MigrationTarget target = MigrationTarget
			.builder("main", database.dataSource(), master, new DefaultResourceLoader())
			.contexts(contexts)
			.labelFilter(labels)
			.build();
		return new DefaultDatabaseMigrations(new ManagedDatabase(target, new RunLog(), () -> Optional.of(Schema.EMPTY),
				this.folder, ChangelogFormat.YAML, "ada"), Preparation.NONE);
	}

	private static Map<String, RevisionState> states(DatabaseMigrations migrations) {
		Map<String, RevisionState> states = new LinkedHashMap<>();
		migrations.status().revisions().forEach((revision) -> states.put(revision.id(), revision.state()));
		return states;
	}

}
