package dev.migrate.test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.migrate.ChangeView;
import dev.migrate.CheckView;
import dev.migrate.ComparisonView;
import dev.migrate.DowngradeRequest;
import dev.migrate.MigrationException;
import dev.migrate.MigrationListener;
import dev.migrate.MovedView;
import dev.migrate.RevisionView;
import dev.migrate.ScratchMigrations;
import dev.migrate.UpgradeRequest;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about the migrations of a database.
 */
public final class MigrationsAssert extends AbstractAssert<MigrationsAssert, TestMigrations> {

	MigrationsAssert(TestMigrations actual) {
		super(actual, MigrationsAssert.class);
	}

	/**
	 * Verify that the changelog builds what the entities ask for: no change of an entity
	 * lacks its revision. Accepted differences are left out.
	 * @return this object
	 * @throws AssertionError if {@code generate-changeset} would write a revision
	 */
	public MigrationsAssert hasNoPendingChanges() {
		isNotNull();
		try {
			CheckView check = this.actual.migrations().check();
			ComparisonView changelog = check.changelog();
			if (changelog == null) {
				throw failure("The entities were not compared with the changelog.%n%s", lines(check.notes()));
			}
			if (!changelog.changes().isEmpty()) {
				throw failure("The entities need changes that no revision makes:%n%s%nRun generate-changeset.",
						lines(changelog.changes().stream().map(ChangeView::description).toList()));
			}
		}
		catch (MigrationException ex) {
			throw withCause(failure("%s", ex.getMessage()), ex);
		}
		return this;
	}

	/**
	 * Verify on an empty database that all revisions can be applied, undone and applied
	 * again, and that undoing each of them restores the schema that was there before it.
	 * @return this object
	 * @throws AssertionError if a revision fails, has no rollback, or leaves something
	 * behind, or if there is none
	 */
	public MigrationsAssert upAndDownAndUp() {
		isNotNull();
		try (ScratchMigrations scratch = this.actual.migrations().scratch()) {
			Journey journey = new Journey(scratch);
			if (scratch.migrations().upgrade(UpgradeRequest.to("heads"), journey.up()).revisions().isEmpty()) {
				throw failure("There is no revision that an upgrade could apply.");
			}
			Schema top = scratch.schema();
			MovedView downgrade = scratch.migrations().downgrade(DowngradeRequest.to("base"), journey.down());
			journey.end();
			journey.problems.addAll(downgrade.leftBehind());
			if (journey.problems.isEmpty()) {
				scratch.migrations().upgrade("heads");
				List<String> changes = scratch.changes(top, scratch.schema());
				if (!changes.isEmpty()) {
					journey.problems.add("The second upgrade has built another schema: " + String.join("; ", changes));
				}
			}
			if (!journey.problems.isEmpty()) {
				throw failure("The revisions cannot be undone without a trace:%n%s", lines(journey.problems));
			}
		}
		catch (MigrationException ex) {
			throw withCause(failure("%s", ex.getMessage()), ex);
		}
		return this;
	}

	/**
	 * Verify that rows are kept by an upgrade to the newest revision: each value is in
	 * the same table and column afterwards, apart from what may be lost.
	 * @param rows the rows, and where they are written
	 * @return this object
	 * @throws AssertionError if a value is lost, if the upgrade fails, or if there are no
	 * rows or no revisions that could be verified
	 */
	public MigrationsAssert keepsRows(Rows rows) {
		isNotNull();
		try (MigratedDatabase database = rows.open(this.actual)) {
			RowSnapshot empty = database.rows();
			rows.write(database);
			RowSnapshot before = database.rows();
			if (before.equals(empty)) {
				throw failure(
						"There are no new rows that an upgrade could keep. Rows of these tables are compared: %s.",
						before.tables()
							.keySet()
							.stream()
							.map(QualifiedName::toString)
							.collect(Collectors.joining(", ")));
			}
			if (database.upgradeToHeads().revisions().isEmpty()) {
				throw failure("There is no revision after the one at which the rows were written.");
			}
			List<String> lost = before.lostIn(database.rows(), rows::isLost);
			if (!lost.isEmpty()) {
				throw failure("The upgrade has lost rows or values:%n%s", lines(lost));
			}
		}
		catch (MigrationException ex) {
			throw withCause(failure("%s", ex.getMessage()), ex);
		}
		return this;
	}

	private static AssertionError withCause(AssertionError error, Throwable cause) {
		error.initCause(cause);
		return error;
	}

	private static String lines(List<String> lines) {
		return "  " + String.join(System.lineSeparator() + "  ", lines);
	}

	/**
	 * The schemas on the way up, with which those on the way down are compared.
	 */
	private static final class Journey {

		private final ScratchMigrations scratch;

		private final Map<String, Schema> before = new HashMap<>();

		private final List<String> problems = new ArrayList<>();

		private @Nullable RevisionView undone;

		Journey(ScratchMigrations scratch) {
			this.scratch = scratch;
		}

		MigrationListener up() {
			return new MigrationListener() {

				@Override
				public void revisionStarting(RevisionView revision, int number, int total) {
					Journey.this.before.put(revision.id(), Journey.this.scratch.schema());
				}

			};
		}

		MigrationListener down() {
			return new MigrationListener() {

				@Override
				public void revisionStarting(RevisionView revision, int number, int total) {
					end();
					// Repeatable revisions are undone first, whenever they were applied.
					boolean repeatable = revision.children().isEmpty() && !revision.head();
					Journey.this.undone = repeatable ? null : revision;
				}

			};
		}

		void end() {
			Schema expected = (this.undone != null) ? this.before.get(this.undone.id()) : null;
			if (this.undone != null && expected != null) {
				List<String> changes = this.scratch.changes(expected, this.scratch.schema());
				if (!changes.isEmpty()) {
					this.problems.add("After " + this.undone.id()
							+ ((this.undone.message() != null) ? " (" + this.undone.message() + ")" : "")
							+ " was undone: " + String.join("; ", changes));
				}
			}
		}

	}

}
