package dev.migrate.run.script;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import liquibase.database.Database;
import liquibase.exception.DatabaseException;
import liquibase.executor.Executor;
import liquibase.executor.LoggingExecutor;
import liquibase.sql.visitor.SqlVisitor;
import liquibase.statement.ExecutablePreparedStatement;
import liquibase.statement.SqlStatement;

/**
 * Writes statements to a script instead of running them.
 */
final class ScriptExecutor extends LoggingExecutor {

	ScriptExecutor(Executor reads, Writer script, Database database) {
		super(reads, script, database);
	}

	@Override
	public void execute(SqlStatement sql) throws DatabaseException {
		refusePrepared(sql);
		super.execute(sql);
	}

	@Override
	public void execute(SqlStatement sql, List<SqlVisitor> sqlVisitors) throws DatabaseException {
		refusePrepared(sql);
		super.execute(sql, sqlVisitors);
	}

	@Override
	public void comment(String message) throws DatabaseException {
		String prefix = this.database.getLineComment().strip();
		StringBuilder lines = new StringBuilder();
		for (String line : message.split("\\R")) {
			String text = line.strip();
			while (text.startsWith(prefix)) {
				text = text.substring(prefix.length()).strip();
			}
			lines.append(prefix).append(' ').append(text).append(System.lineSeparator());
		}
		try {
			getOutput().write(lines.toString());
		}
		catch (IOException ex) {
			throw new DatabaseException(ex);
		}
	}

	private static void refusePrepared(SqlStatement sql) {
		if (sql instanceof ExecutablePreparedStatement) {
			throw new CannotProceedException(ErrorCode.SCRIPT_IMPOSSIBLE,
					"A statement has bound values, for example to load a file or a large"
							+ " object, which a script cannot contain; run it without --sql. Nothing was written.");
		}
	}

}
