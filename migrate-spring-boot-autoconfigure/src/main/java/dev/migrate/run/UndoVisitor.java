package dev.migrate.run;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

import dev.migrate.changelog.revision.Changeset;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.filter.ChangeSetFilterResult;
import liquibase.changelog.visitor.ChangeExecListener;
import liquibase.changelog.visitor.RollbackVisitor;
import liquibase.database.Database;
import liquibase.exception.LiquibaseException;

/**
 * Undoes changesets, each in the state of the session in which it would be applied. A
 * changeset that was only marked as run loses its row in the history.
 */
final class UndoVisitor extends RollbackVisitor {

	private final ChangeExecListener listener;

	private final Set<ChangesetKey> marked;

	UndoVisitor(Database database, ChangeExecListener listener, Collection<Changeset> marked) {
		super(database, listener);
		this.listener = listener;
		this.marked = marked.stream().map(ChangesetKey::of).collect(Collectors.toSet());
	}

	@Override
	public void visit(ChangeSet changeSet, DatabaseChangeLog changeLog, Database database,
			Set<ChangeSetFilterResult> filterResults) throws LiquibaseException {
		// Some products set the default schema for one transaction. Liquibase does so
		// before it applies a changeset, and not before it undoes one.
		database.rollback();
		if (!this.marked.contains(ChangesetKey.of(changeSet))) {
			super.visit(changeSet, changeLog, database, filterResults);
			return;
		}
		this.listener.willRollback(changeSet, changeLog, database);
		// Nothing but the row of the history is changed.
		RunConnection.of(database).ifPresent((connection) -> connection.end(false));
		database.removeRanStatus(changeSet);
		this.listener.rolledBack(changeSet, changeLog, database);
		database.commit();
	}

}
