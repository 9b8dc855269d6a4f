package dev.migrate.diagnosis;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.migrate.authoring.ManagedDatabase;
import dev.migrate.authoring.acceptance.AcceptedDifferences;
import dev.migrate.authoring.comparison.Comparison;
import dev.migrate.authoring.comparison.DatabaseAccess;
import dev.migrate.authoring.ownership.Ownership;
import dev.migrate.authoring.ownership.Ownership.Proposal;
import dev.migrate.dialect.UnmanagedObjects;
import dev.migrate.run.MigrationStatus;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;

/**
 * Examines the entities together with the tables of a database.
 */
final class EntitiesExamination {

	private final ManagedDatabase managed;

	private final Findings findings;

	EntitiesExamination(ManagedDatabase managed, Findings findings) {
		this.managed = managed;
		this.findings = findings;
	}

	/**
	 * Read the entities.
	 * @return their schema; empty if there are none, or if they cannot be read
	 */
	Optional<Schema> entities() {
		try {
			return this.managed.entities().get();
		}
		catch (RuntimeException ex) {
			Throwable cause = NestedExceptionUtils.getMostSpecificCause(ex);
			this.findings.add(Problem.ENTITIES_INVALID, null,
					"The entities cannot be read: " + Objects.requireNonNullElse(cause.getMessage(), cause.toString()),
					"Correct the mapping; the application does not start with it either.");
			return Optional.empty();
		}
	}

	/**
	 * Compare the entities with the tables.
	 * @param entities the schema of the entities
	 * @param status the status of the database
	 * @param accepted the accepted differences; {@code null} if they cannot be read
	 */
	void examine(Schema entities, MigrationStatus status, @Nullable AcceptedDifferences accepted) {
		Comparison comparison = this.managed.compare(entities, List.of());
		if (status.hasNoHistory()) {
			history(comparison);
		}
		owners(comparison);
		if (accepted != null && status.pending().isEmpty()) {
			leftAlone(comparison, status, accepted);
		}
	}

	private void history(Comparison comparison) {
		List<String> existing = comparison.desired()
			.tables()
			.stream()
			.map(Table::name)
			.filter((name) -> comparison.current().schema().table(name).isPresent())
			.map(QualifiedName::toString)
			.toList();
		if (!existing.isEmpty()) {
			this.findings.add(Problem.HISTORY_MISSING, null,
					"The database has tables of the entities (" + Findings.list(existing)
							+ ") and no history: a revision that creates them fails.",
					"Run init --from-database to begin with the tables as they are, or stamp if the revisions have"
							+ " created them.");
		}
	}

	private void owners(Comparison comparison) {
		List<QualifiedName> others = DatabaseAccess.connect(this.managed.target(),
				(connection) -> comparison.current()
					.dialect()
					.inspection()
					.tablesOfOthers(connection, comparison.current().scope()));
		List<String> mapped = others.stream()
			.filter((name) -> comparison.desired().table(name).isPresent())
			.map(QualifiedName::toString)
			.toList();
		if (!mapped.isEmpty()) {
			this.findings.add(Problem.TABLE_OF_OTHER_OWNER, null,
					"The user of the migrations cannot alter " + Findings.count(mapped.size(), "mapped table") + ": "
							+ Findings.list(mapped) + ".",
					"Make the user, or a role that it has, the owner of the tables.");
		}
	}

	private void leftAlone(Comparison comparison, MigrationStatus status, AcceptedDifferences accepted) {
		Proposal proposal = this.managed.propose(comparison, Ownership.of(status.ran()), accepted);
		Map<String, Long> kinds = proposal.leftAlone()
			.stream()
			.filter((left) -> !left.change().drops().isEmpty())
			.collect(Collectors.groupingBy((left) -> left.change().drops().get(0).kind().toString(), TreeMap::new,
					Collectors.counting()));
		List<UnmanagedObjects> unmanaged = DatabaseAccess.connect(this.managed.target(),
				(connection) -> comparison.current()
					.dialect()
					.unmanagedObjects(connection, comparison.current().scope()));
		unmanaged.forEach((objects) -> kinds.merge(objects.kind(), (long) objects.names().size(), Long::sum));
		if (!kinds.isEmpty()) {
			this.findings.add(Problem.LEFT_ALONE, null,
					"The database has objects that no entity maps, or that no generated revision has created. They are"
							+ " left alone: "
							+ kinds.entrySet()
								.stream()
								.map((kind) -> Findings.count(kind.getValue(), kind.getKey()))
								.collect(Collectors.joining(", "))
							+ ".",
					null);
		}
	}

}
