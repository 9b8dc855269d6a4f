package dev.migrate.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.migrate.ChangesetView;
import dev.migrate.DatabaseMigrations;
import dev.migrate.ErrorCode;
import dev.migrate.MigrationFailedException;
import dev.migrate.Migrations;
import dev.migrate.RevisionPhase;
import dev.migrate.RevisionState;
import dev.migrate.RevisionView;
import dev.migrate.RunView;
import dev.migrate.StatusView;
import dev.migrate.change.Risk;
import dev.migrate.testing.StubDatabaseMigrations;

/**
 * Stub of {@link Migrations} with three databases: one in the middle of its history, one
 * that is down, and one that fails with a secret in its message.
 */
class StubMigrations implements Migrations {

	static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

	@Override
	public List<String> names() {
		return List.of("main", "down", "leaky");
	}

	@Override
	public DatabaseMigrations database(String name) {
		return new StubDatabaseMigrations(name) {

			@Override
			public StatusView status() {
				return StubMigrations.status(name);
			}

			@Override
			public Optional<RunView> run() {
				return switch (name) {
					case "main" -> Optional.of(new RunView(NOON, "<b>2</b>", 1, 3, 4000L, null));
					case "down" -> Optional.of(new RunView(NOON, null, 0, null, null, "the lock & its <holder>"));
					default -> Optional.empty();
				};
			}

		};
	}

	private static StatusView status(String database) {
		return switch (database) {
			case "main" -> main();
			case "down" -> throw new MigrationFailedException(ErrorCode.DATABASE_UNREACHABLE,
					"The database 'down' does not answer; start it.", null);
			default -> throw new IllegalStateException("jdbc:x://host?password=hunter2");
		};
	}

	private static StatusView main() {
		RevisionView first = new RevisionView("20261120100000", "create product", List.of(), List.of(), List.of(),
				List.of(), "db/1.yaml", RevisionPhase.BEFORE_START, RevisionState.APPLIED, false, false, NOON,
				Risk.Kind.SAFE, List.of(),
				List.of(applied("20261120100000.1", 2, null), applied("20261120100000.2", 1, Duration.ofMillis(12))));
		RevisionView missing = new RevisionView("20261121100000", null, List.of("20261120100000"), List.of(), List.of(),
				List.of(), "db/2.yaml", RevisionPhase.BEFORE_START, RevisionState.FILE_MISSING, false, false, NOON,
				null, null, List.of(new ChangesetView("20261121100000.1", "ann", "db/2.yaml", null, null, null,
						RevisionState.FILE_MISSING, NOON, 3, "7", "9:abc", null)));
		RevisionView partly = new RevisionView("20261122100000", "add <price>", List.of("20261121100000"), List.of(),
				List.of(), List.of(), "db/3.yaml", RevisionPhase.AFTER_START, RevisionState.PARTLY_APPLIED, true, true,
				NOON, Risk.Kind.MAY_FAIL, List.of(Risk.Kind.MAY_FAIL, Risk.Kind.BLOCKS_WRITES),
				List.of(applied("20261122100000.1", 4, null),
						new ChangesetView("20261122100000.2", "ann", "db/3.yaml", "<script>alert('x')</script>", null,
								null, RevisionState.PENDING, null, null, null, null, null),
						new ChangesetView("20261122100000.3", "ann", "db/3.yaml", null, null, null,
								RevisionState.LEFT_OUT, null, null, null, null, null)));
		return new StatusView("main", List.of("20261121100000"), List.of("20261122100000"),
				List.of(first, missing, partly));
	}

	private static ChangesetView applied(String id, int order, Duration took) {
		return new ChangesetView(id, "ann", "db/1.yaml", "what it does", null, null, RevisionState.APPLIED, NOON, order,
				"7", "9:abc", took);
	}

}
