package dev.migrate.changelog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import liquibase.change.AbstractSQLChange;
import liquibase.change.Change;
import liquibase.change.core.CreateProcedureChange;
import liquibase.change.core.DropIndexChange;
import liquibase.change.core.ExecuteShellCommandChange;
import liquibase.change.custom.CustomChangeWrapper;
import liquibase.changelog.ChangeSet;
import liquibase.exception.UnexpectedLiquibaseException;

/**
 * The tables that changesets change, as far as they are known without running them.
 * <p>
 * Liquibase's own changes name them. In SQL, a table follows certain keywords. The tables
 * of any other change are unknown.
 *
 * @param names the tables, in lower case and without schemas, so that equal names match
 * @param complete whether all tables are known
 */
public record TouchedTables(Set<String> names, boolean complete) {

	private static final String NAME = "((?:(?:\"[^\"]+\"|`[^`]+`|\\[[^\\]]+\\]|[\\p{L}_][\\p{L}\\p{N}_$#]*)\\s*\\.\\s*)*"
			+ "(?:\"[^\"]+\"|`[^`]+`|\\[[^\\]]+\\]|[\\p{L}_][\\p{L}\\p{N}_$#]*))";

	private static final Pattern IGNORED = Pattern.compile("(?s)/\\*.*?\\*/|--[^\\n]*|'[^']*+'");

	private static final Pattern OF_TABLE = Pattern.compile("(?is)^\\s*(?:"
			+ "(?:create|alter|drop|truncate|rename)\\s+(?:(?:global|local|temporary|temp|cached|memory|foreign|unlogged)\\s+)*"
			+ "(?:table|view|materialized\\s+view)\\s+(?:if\\s+(?:not\\s+)?exists\\s+)?(?:only\\s+)?"
			+ "|create\\s+(?:or\\s+replace\\s+)view\\s+"
			+ "|create\\s+(?:unique\\s+|bitmap\\s+|fulltext\\s+|spatial\\s+)*index\\b.*?\\son\\s+(?:only\\s+)?"
			+ "|drop\\s+index\\b.*?\\son\\s+|truncate\\s+|insert\\s+(?:ignore\\s+)?into\\s+|replace\\s+into\\s+"
			+ "|merge\\s+into\\s+|update\\s+(?:only\\s+)?|delete\\s+from\\s+(?:only\\s+)?|lock\\s+table\\s+"
			+ "|comment\\s+on\\s+table\\s+)" + NAME + ".*");

	private static final Pattern OF_COLUMN = Pattern.compile("(?is)^\\s*comment\\s+on\\s+column\\s+" + NAME + ".*");

	private static final Pattern OF_NOTHING = Pattern
		.compile("(?is)^\\s*(?:(?:create|alter|drop)\\s+(?:sequence|type|schema|domain|extension|user|role)"
				+ "|comment\\s+on\\s+(?:sequence|type|schema)|grant|revoke|set|select|values)\\b.*");

	private static final Pattern LAST_PART = Pattern
		.compile("(?:\"([^\"]+)\"|`([^`]+)`|\\[([^\\]]+)\\]|([\\p{L}_][\\p{L}\\p{N}_$#]*))\\s*$");

	/**
	 * The attributes of Liquibase's changes that name the changed table. Tables that a
	 * foreign key only refers to are not among them.
	 */
	private static final Set<String> ATTRIBUTES = Set.of("tablename", "basetablename", "oldtablename", "newtablename",
			"existingtablename", "viewname", "oldviewname", "newviewname");

	public TouchedTables {
		names = Set.copyOf(names);
	}

	/**
	 * Find the tables of changesets.
	 * @param changeSets the changesets, as Liquibase has parsed them
	 * @return their tables
	 */
	public static TouchedTables of(Collection<ChangeSet> changeSets) {
		Set<String> names = new TreeSet<>();
		boolean complete = true;
		for (ChangeSet changeSet : changeSets) {
			for (Change change : changeSet.getChanges()) {
				complete &= read(change, names);
			}
		}
		return new TouchedTables(names, complete);
	}

	/**
	 * Find the tables of SQL.
	 * @param sql one statement or several
	 * @return their tables
	 */
	public static TouchedTables ofSql(String sql) {
		Set<String> names = new TreeSet<>();
		return new TouchedTables(names, readSql(sql, names));
	}

	private static boolean read(Change change, Set<String> names) {
		if (change instanceof AbstractSQLChange sql) {
			return text(sql).filter((text) -> readSql(text, names)).isPresent();
		}
		boolean named = false;
		for (String field : change.getSerializableFields()) {
			if (ATTRIBUTES.contains(field.toLowerCase(Locale.ROOT))
					&& change.getSerializableFieldValue(field) instanceof String name && !name.isBlank()) {
				lastPart(name).ifPresent(names::add);
				named = true;
			}
		}
		boolean opaque = change instanceof CustomChangeWrapper || change instanceof ExecuteShellCommandChange
				|| change instanceof CreateProcedureChange;
		return !opaque && (named || !(change instanceof DropIndexChange));
	}

	// A file of SQL may be missing, which the run says.
	private static Optional<String> text(AbstractSQLChange change) {
		try {
			return Optional.ofNullable(change.getSql());
		}
		catch (UnexpectedLiquibaseException ex) {
			return Optional.empty();
		}
	}

	private static boolean readSql(String sql, Set<String> names) {
		boolean complete = true;
		for (String statement : statements(sql)) {
			Matcher ofTable = OF_TABLE.matcher(statement);
			Matcher ofColumn = OF_COLUMN.matcher(statement);
			if (ofTable.matches()) {
				lastPart(ofTable.group(1)).ifPresent(names::add);
			}
			else if (ofColumn.matches()) {
				lastPart(withoutLastPart(ofColumn.group(1))).ifPresent(names::add);
			}
			else {
				complete &= OF_NOTHING.matcher(statement).matches();
			}
		}
		return complete;
	}

	private static List<String> statements(String sql) {
		List<String> statements = new ArrayList<>();
		for (String statement : IGNORED.matcher(sql).replaceAll(" ").split(";")) {
			if (!statement.isBlank()) {
				statements.add(statement);
			}
		}
		return statements;
	}

	private static Optional<String> lastPart(String name) {
		Matcher last = LAST_PART.matcher(name);
		if (!last.find()) {
			return name.isBlank() ? Optional.empty() : Optional.of(name.strip().toLowerCase(Locale.ROOT));
		}
		for (int group = 1; group <= last.groupCount(); group++) {
			if (last.group(group) != null) {
				return Optional.of(last.group(group).toLowerCase(Locale.ROOT));
			}
		}
		return Optional.empty();
	}

	private static String withoutLastPart(String name) {
		return LAST_PART.matcher(name).replaceFirst("").strip().replaceAll("\\.$", "");
	}

}
