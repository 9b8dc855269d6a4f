package dev.migrate.run.script;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;

import dev.migrate.run.History;
import dev.migrate.run.History.Applied;
import dev.migrate.run.HistoryTag;
import liquibase.ContextExpression;
import liquibase.Labels;
import liquibase.Scope;
import liquibase.change.CheckSum;
import liquibase.changelog.AbstractChangeLogHistoryService;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.RanChangeSet;
import liquibase.database.Database;
import liquibase.exception.DatabaseException;
import liquibase.executor.Executor;
import liquibase.executor.ExecutorService;
import liquibase.statement.core.MarkChangeSetRanStatement;
import liquibase.statement.core.RemoveChangeSetRanStatusStatement;

/**
 * The history of the database for which a script is written, which is kept in memory.
 * Changes of it are written to the script.
 */
final class ScriptHistory extends AbstractChangeLogHistoryService {

	private final List<RanChangeSet> rows = new ArrayList<>();

	private int order;

	ScriptHistory(Database database) {
		setDatabase(database);
	}

	/**
	 * Start from the history of a database.
	 * @param history the history
	 */
	void fill(History history) {
		this.rows.clear();
		for (Applied applied : history.applied()) {
			RanChangeSet row = new RanChangeSet(applied.path(), applied.id(), applied.author(),
					(applied.checksum() != null) ? CheckSum.parse(applied.checksum()) : null, Date.from(applied.when()),
					applied.tag(), execType(applied), applied.description(), applied.comment(), new ContextExpression(),
					new Labels(), applied.deployment());
			row.setOrderExecuted(applied.order());
			this.rows.add(row);
		}
		this.order = history.applied().stream().mapToInt(Applied::order).max().orElse(0);
	}

	private static ChangeSet.ExecType execType(Applied applied) {
		for (ChangeSet.ExecType type : ChangeSet.ExecType.values()) {
			if (type.value.equals(applied.execType())) {
				return type;
			}
		}
		return ChangeSet.ExecType.EXECUTED;
	}

	@Override
	public int getPriority() {
		return Integer.MAX_VALUE;
	}

	@Override
	public boolean supports(Database database) {
		return database == getDatabase();
	}

	@Override
	public void init() {
	}

	@Override
	public List<RanChangeSet> getRanChangeSets() {
		return List.copyOf(this.rows);
	}

	@Override
	public void setExecType(ChangeSet changeSet, ChangeSet.ExecType execType) throws DatabaseException {
		executor().execute(new MarkChangeSetRanStatement(changeSet, execType));
		if (execType == ChangeSet.ExecType.FAILED || execType == ChangeSet.ExecType.SKIPPED) {
			return;
		}
		this.rows.removeIf((row) -> row.isSameAs(changeSet));
		RanChangeSet row = new RanChangeSet(changeSet, execType, null, null);
		row.setOrderExecuted(this.order);
		this.rows.add(row);
	}

	@Override
	public void removeFromHistory(ChangeSet changeSet) throws DatabaseException {
		executor().execute(new RemoveChangeSetRanStatusStatement(changeSet));
		this.rows.removeIf((row) -> row.isSameAs(changeSet));
	}

	@Override
	public int getNextSequenceValue() {
		return ++this.order;
	}

	@Override
	public void tag(String tag) throws DatabaseException {
		RanChangeSet last = this.rows.stream()
			.max(Comparator.comparing(RanChangeSet::getOrderExecuted))
			.orElseThrow(() -> new DatabaseException("The history is empty"));
		executor()
			.execute(HistoryTag.statement(getDatabase(), tag, last.getOrderExecuted(), last.getId(), last.getAuthor()));
	}

	@Override
	public boolean tagExists(String tag) {
		return this.rows.stream().anyMatch((row) -> tag.equals(row.getTag()));
	}

	@Override
	public void clearAllCheckSums() {
	}

	@Override
	public void destroy() {
	}

	@Override
	public boolean isDatabaseChecksumsCompatible() {
		return true;
	}

	private Executor executor() {
		return Scope.getCurrentScope().getSingleton(ExecutorService.class).getExecutor("jdbc", getDatabase());
	}

}
