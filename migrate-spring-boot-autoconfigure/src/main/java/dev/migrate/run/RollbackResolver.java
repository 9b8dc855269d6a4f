package dev.migrate.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.changelog.Changelog;
import dev.migrate.changelog.revision.Changeset;
import dev.migrate.run.DowngradePlan.UndoneChangeset;
import dev.migrate.run.MigrationStatus.ChangesetStatus;
import liquibase.change.Change;
import liquibase.change.DbmsTargetedChange;
import liquibase.change.core.RawSQLChange;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import liquibase.database.DatabaseList;
import liquibase.exception.RollbackImpossibleException;
import liquibase.exception.ValidationErrors;
import liquibase.sql.Sql;
import liquibase.sqlgenerator.SqlGeneratorFactory;
import liquibase.statement.SqlStatement;

/**
 * Determines how a changeset is undone, without undoing it.
 */
public final class RollbackResolver {

	private static final Pattern LOSS = Pattern
		.compile("\\b(drop\\s+table|truncate(?:\\s+table)?|delete\\s+from)\\s+(?:if\\s+exists\\s+)?([^\\s;(]+)"
				+ "|\\balter\\s+table\\s+(?:if\\s+exists\\s+)?(?:only\\s+)?([^\\s;]+)\\s+drop\\s+(?:column\\s+)?"
				+ "(?:if\\s+exists\\s+)?(?!constraint\\b|primary\\b|foreign\\b|index\\b|check\\b|unique\\b|key\\b)"
				+ "([^\\s;,]+)", Pattern.CASE_INSENSITIVE);

	private static final String NO_ROLLBACK = "it has no rollback, and none can be derived.";

	private final Database database;

	RollbackResolver(Database database) {
		this.database = database;
	}

	/**
	 * Find the changesets of a changelog that cannot be undone. Those that run again are
	 * left out.
	 * @param session a session of the database
	 * @param changelog the changelog
	 * @return the changesets, in the order in which they run
	 */
	public static List<Changeset> withoutRollback(Session session, Changelog changelog) {
		RollbackResolver resolver = new RollbackResolver(session.database());
		return session.call(() -> changelog.changesets()
			.stream()
			.filter(Changeset::isStep)
			.filter((changeset) -> changelog.parsed(changeset)
				.filter((parsed) -> !resolver.hasRollback(parsed))
				.isPresent())
			.toList());
	}

	/**
	 * Determine how an applied changeset is undone.
	 * @param status the status of the changeset
	 * @param parsed the parsed changeset
	 * @return the statements; none for a changeset that was only marked as run
	 * @throws CannotProceedException if it has no rollback
	 */
	UndoneChangeset resolve(ChangesetStatus status, ChangeSet parsed) {
		return status.hasRun() ? resolve(status.changeset(), parsed)
				: new UndoneChangeset(status.changeset(), List.of(), List.of(), false);
	}

	private UndoneChangeset resolve(Changeset changeset, ChangeSet parsed) {
		this.database.setObjectQuotingStrategy(parsed.getObjectQuotingStrategy());
		List<String> statements = new ArrayList<>();
		if (parsed.hasCustomRollbackChanges()) {
			for (Change change : parsed.getRollback().getChanges()) {
				statements.addAll(explicitRollback(changeset, change));
			}
		}
		else {
			List<Change> changes = new ArrayList<>(parsed.getChanges());
			Collections.reverse(changes);
			for (Change change : changes) {
				statements.addAll(generatedRollback(changeset, parsed, change));
			}
		}
		return new UndoneChangeset(changeset, statements, losses(changeset, statements), true);
	}

	/**
	 * Return whether a changeset can be undone.
	 * @param parsed the changeset
	 * @return {@code false} if it has no rollback, and none can be derived
	 */
	boolean hasRollback(ChangeSet parsed) {
		return parsed.hasCustomRollbackChanges()
				|| parsed.getChanges().stream().allMatch((change) -> hasRollback(parsed, change));
	}

	private boolean hasRollback(ChangeSet parsed, Change change) {
		boolean rawSql = change instanceof RawSQLChange
				&& parsed.getFilePath().toLowerCase(Locale.ROOT).endsWith(".sql");
		return !rawSql && change.supportsRollback(this.database);
	}

	/**
	 * Return the tables and columns that a changeset drops when it is undone.
	 * @param undone the undone changeset
	 * @return the name of each table, with the name of the column if only that is
	 * dropped; without schema and quotes
	 */
	static Set<List<String>> dropped(UndoneChangeset undone) {
		Set<List<String>> dropped = new LinkedHashSet<>();
		for (String statement : undone.statements()) {
			Matcher matcher = LOSS.matcher(statement);
			while (matcher.find()) {
				if (matcher.group(2) == null) {
					dropped.add(List.of(name(matcher.group(3)), name(matcher.group(4))));
				}
				else if (matcher.group(1).toLowerCase(Locale.ROOT).startsWith("drop")) {
					dropped.add(List.of(name(matcher.group(2))));
				}
			}
		}
		return dropped;
	}

	private static String name(String written) {
		return written.substring(written.lastIndexOf('.') + 1).replaceAll("[\"`\\[\\]]", "");
	}

	private List<String> explicitRollback(Changeset changeset, Change change) {
		boolean otherProduct = change instanceof DbmsTargetedChange targeted
				&& !DatabaseList.definitionMatches(targeted.getDbms(), this.database, true);
		boolean empty = change instanceof RawSQLChange raw && "empty".equalsIgnoreCase(raw.getSql());
		if (otherProduct || empty) {
			return List.of();
		}
		ValidationErrors errors = change.validate(this.database);
		if (errors.hasErrors()) {
			throw missing(changeset,
					"its rollback is not valid: " + String.join("; ", errors.getErrorMessages()) + ".");
		}
		// Generating such statements would run them.
		return change.generateStatementsVolatile(this.database) ? List.of()
				: sql(change.generateStatements(this.database));
	}

	private List<String> generatedRollback(Changeset changeset, ChangeSet parsed, Change change) {
		if (!hasRollback(parsed, change)) {
			throw missing(changeset, NO_ROLLBACK);
		}
		if (change.generateRollbackStatementsVolatile(this.database)) {
			return List.of();
		}
		try {
			return sql(change.generateRollbackStatements(this.database));
		}
		catch (RollbackImpossibleException ex) {
			throw missing(changeset, NO_ROLLBACK);
		}
	}

	private List<String> sql(SqlStatement[] statements) {
		Sql[] sql = SqlGeneratorFactory.getInstance().generateSql(statements, this.database);
		return Arrays.stream(sql).map(Sql::toSql).toList();
	}

	private static CannotProceedException missing(Changeset changeset, String reason) {
		return new CannotProceedException(ErrorCode.ROLLBACK_MISSING,
				"Changeset " + changeset.id() + " in " + changeset.path() + " cannot be undone: " + reason
						+ " Nothing has been changed; add a rollback to it.");
	}

	private static List<String> losses(Changeset changeset, List<String> statements) {
		List<String> losses = new ArrayList<>();
		for (String statement : statements) {
			Matcher matcher = LOSS.matcher(statement);
			while (matcher.find()) {
				String what = (matcher.group(2) != null) ? "the rows of " + matcher.group(2)
						: "the values of " + matcher.group(3) + "." + matcher.group(4);
				losses.add("Undoing changeset " + changeset.id() + " loses " + what + ".");
			}
		}
		return losses;
	}

}
