package dev.migrate.run.script;

import java.util.Set;

import dev.migrate.run.Programs;
import dev.migrate.run.script.ScriptConditions.Action;
import dev.migrate.run.script.ScriptConditions.Decision;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.filter.ChangeSetFilterResult;
import liquibase.changelog.visitor.ChangeExecListener;
import liquibase.changelog.visitor.UpdateVisitor;
import liquibase.database.Database;
import liquibase.exception.DatabaseException;
import liquibase.exception.LiquibaseException;
import org.jspecify.annotations.Nullable;

/**
 * Writes changesets to a script in the way that a run applies them.
 */
final class ScriptVisitor extends UpdateVisitor {

	private final ScriptSession script;

	private final ScriptConditions conditions;

	private @Nullable Decision decision;

	ScriptVisitor(ScriptSession script, ScriptConditions conditions, ChangeExecListener listener) {
		super(script.database(), listener);
		this.script = script;
		this.conditions = conditions;
	}

	@Override
	public void visit(ChangeSet changeSet, DatabaseChangeLog changeLog, Database database,
			Set<ChangeSetFilterResult> filterResults) throws LiquibaseException {
		this.decision = this.conditions.decide(changeSet);
		if (this.decision.action() == Action.RUN) {
			Programs.refuse(changeSet, changeSet.getChanges(),
					"no script can; run upgrade without --sql. Nothing was written.");
			super.visit(changeSet, changeLog, database, filterResults);
			return;
		}
		fireWillRun(changeSet, changeLog, database, ChangeSet.RunStatus.NOT_RAN);
		if (this.decision.action() == Action.MARK) {
			database.markChangeSetExecStatus(changeSet, ChangeSet.ExecType.MARK_RAN);
		}
	}

	@Override
	protected void fireWillRun(ChangeSet changeSet, DatabaseChangeLog changeLog, Database database,
			ChangeSet.RunStatus runStatus) {
		super.fireWillRun(changeSet, changeLog, database, runStatus);
		if (this.decision == null) {
			return;
		}
		try {
			for (String comment : this.decision.comments()) {
				this.script.comment(comment);
			}
			for (String statement : this.decision.statements()) {
				this.script.statement(statement);
			}
		}
		catch (DatabaseException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
