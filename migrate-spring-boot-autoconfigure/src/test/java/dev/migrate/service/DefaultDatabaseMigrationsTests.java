package dev.migrate.service;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.migrate.Answers;
import dev.migrate.CannotProceedException;
import dev.migrate.ChangelogFormat;
import dev.migrate.DatabaseMigrations;
import dev.migrate.GenerateRequest;
import dev.migrate.MigrationListener;
import dev.migrate.RevisionState;
import dev.migrate.RevisionView;
import dev.migrate.StampRequest;
import dev.migrate.UpgradeRequest;
import dev.migrate.authoring.ManagedDatabase;
import dev.migrate.run.MigrationTarget;
import dev.migrate.run.RunLog;
import dev.migrate.testing.ChangelogFolder;
import dev.migrate.testing.ThreeTables;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DefaultDatabaseMigrations}, {@link DefaultMigrations} and
 * {@link InProcessUpgrade}.
 */
class DefaultDatabaseMigrationsTests extends ThreeTables {

	@Test
	void statusLeavesTheDatabaseAsItIs() {
		DatabaseMigrations migrations = migrations(Preparation.NONE);
		assertThat(migrations.status().revisions()).extracting(RevisionView::state)
			.containsOnly(RevisionState.PENDING)
			.hasSize(3);
		assertThat(migrations.status().current()).isEmpty();
	}

	@Test
	void databaseOfThisProcessIsUpgradedBeforeItsStateMatters() {
		ManagedDatabase managed = managed();
		DatabaseMigrations migrations = new DefaultDatabaseMigrations(managed, new InProcessUpgrade(managed));
		assertThat(migrations.heads()).extracting(RevisionView::id).containsExactly(C);
		assertThat(migrations(Preparation.NONE).status().current()).isEmpty();
		assertThat(migrations.status().current()).containsExactly(C);
		assertThat(migrations.downgrade("base").to()).isEmpty();
		assertThat(migrations.status().current()).isEmpty();
	}

	@Test
	void onlyOperationsThatDependOnTheStateArePrepared() {
		List<String> prepared = new ArrayList<>();
		DatabaseMigrations migrations = migrations(() -> prepared.add("once"));
		migrations.history(":");
		migrations.heads();
		migrations.show("head");
		migrations.branches();
		migrations.upgradeSql("base:head", null);
		migrations.downgradeSql("head:base", null);
		migrations.upgrade("head");
		assertThat(prepared).isEmpty();
		migrations.show("current");
		migrations.stamp(StampRequest.to("head"));
		migrations.downgradeSql("-1", null);
		assertThat(prepared).hasSize(3);
	}

	@Test
	void listenerHearsOfEachRevision() {
		List<String> heard = new ArrayList<>();
		MigrationListener listener = new MigrationListener() {

			@Override
			public void revisionStarting(RevisionView revision, int number, int total) {
				heard.add(revision.id() + " " + revision.state() + " " + number + "/" + total);
			}

		};
		migrations(Preparation.NONE).upgrade(UpgradeRequest.to(B), listener);
		assertThat(heard).containsExactly(A + " pending 1/2", B + " pending 2/2");
	}

	@Test
	void rangeIsRejectedWhereARevisionIsExpected() {
		DatabaseMigrations migrations = migrations(Preparation.NONE);
		assertThatExceptionOfType(CannotProceedException.class).isThrownBy(() -> migrations.upgrade("base:head"))
			.withMessageContaining("--sql");
	}

	@Test
	void applicationWithoutEntitiesCannotGenerate() {
		DatabaseMigrations migrations = migrations(Preparation.NONE);
		assertThatExceptionOfType(CannotProceedException.class)
			.isThrownBy(() -> migrations.generate(new GenerateRequest("x", null, null, Answers.NONE, false)))
			.withMessageContaining("EntityManagerFactory for 'main'");
	}

	@Test
	void unknownDatabaseIsRejectedWithTheNamesThatThereAre() {
		DefaultMigrations migrations = new DefaultMigrations(List.of(migrations(Preparation.NONE)));
		assertThat(migrations.names()).containsExactly("main");
		assertThat(migrations.database("main").name()).isEqualTo("main");
		assertThatExceptionOfType(CannotProceedException.class).isThrownBy(() -> migrations.database("other"))
			.withMessage("There is no database 'other' in this application; it has: main.");
	}

	@Test
	void deletedRevisionOfAnotherVersionLocationStopsCheck() {
		ChangelogFolder files = new ChangelogFolder(this.folder).write("db/changelog/db.changelog-master.yaml", """
				databaseChangeLog:
				  - includeAll:
				      path: orders/
				      relativeToChangelogFile: true
				      errorIfMissingOrEmpty: false
				""");
		String one = "db/changelog/orders/" + A + "_one.yaml";
		files.write(one, """
				databaseChangeLog:
				  - changeSet: {id: "%s.1", author: ada, changes: [{sql: {sql: create table one (id int)}}]}
				""".formatted(A)).write("db/changelog/orders/" + B + "_two.yaml", """
				databaseChangeLog:
				  - changeSet: {id: "%s.1", author: ada, changes: [{sql: {sql: create table two (id int)}}]}
				""".formatted(B));
		MigrationTarget target = target().withVersionLocations(List.of("orders"));
		DatabaseMigrations migrations = new DefaultDatabaseMigrations(managed(target), Preparation.NONE);
		migrations.upgrade("head");
		files.delete(one);
		assertThatExceptionOfType(CannotProceedException.class).isThrownBy(migrations::check)
			.withMessageContaining("The file " + one + " is missing");
	}

	private DatabaseMigrations migrations(Preparation preparation) {
		return new DefaultDatabaseMigrations(managed(), preparation);
	}

	private ManagedDatabase managed() {
		threeTables();
		return managed(target());
	}

	private ManagedDatabase managed(MigrationTarget target) {
		return new ManagedDatabase(target, new RunLog(), Optional::empty, Path.of("."), ChangelogFormat.YAML, "ada");
	}

}
