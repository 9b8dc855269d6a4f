package dev.migrate.actuate;

import java.util.List;

import dev.migrate.actuate.MigrationsDescriptor.AppliedChangesetDescriptor;
import dev.migrate.actuate.MigrationsDescriptor.DatabaseDescriptor;
import dev.migrate.actuate.MigrationsDescriptor.PendingChangesetDescriptor;
import dev.migrate.actuate.MigrationsDescriptor.PendingRevisionDescriptor;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MigrationsEndpoint}.
 */
class MigrationsEndpointTests {

	private final List<DatabaseDescriptor> databases = new MigrationsEndpoint(StubMigrations::new).migrations()
		.databases();

	@Test
	void historyIsInTheOrderOfExecutionWhateverTheOrderOfTheFiles() {
		assertThat(this.databases.get(0).history()).extracting(AppliedChangesetDescriptor::order)
			.containsExactly(1, 2, 3, 4);
	}

	@Test
	void appliedChangesetWhoseFileIsMissingStaysInTheHistory() {
		assertThat(this.databases.get(0).history()).extracting(AppliedChangesetDescriptor::state)
			.containsExactly("applied", "applied", "file missing", "applied");
	}

	@Test
	void pendingRevisionHasOnlyTheChangesetsThatWillRun() {
		assertThat(this.databases.get(0).pending()).singleElement()
			.extracting(PendingRevisionDescriptor::changesets)
			.asInstanceOf(InstanceOfAssertFactories.list(PendingChangesetDescriptor.class))
			.extracting(PendingChangesetDescriptor::id)
			.containsExactly("20261122100000.2");
	}

	@Test
	void unavailableDatabaseIsReportedBesideOthers() {
		assertThat(this.databases).extracting(DatabaseDescriptor::name).containsExactly("main", "down", "leaky");
		assertThat(this.databases.get(0).error()).isNull();
		assertThat(this.databases.get(1).error()).isEqualTo("The database 'down' does not answer; start it.");
	}

	@Test
	void foreignExceptionMessageIsNotExposed() {
		assertThat(this.databases.get(2).error())
			.isEqualTo("The database 'leaky' could not be read; see the log of the application.");
	}

}
