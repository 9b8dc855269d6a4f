package dev.migrate.changelog;

import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.InvalidChangelogException;
import dev.migrate.MigrationException;
import dev.migrate.MigrationFailedException;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Labels;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.database.Database;
import liquibase.exception.LockException;
import liquibase.exception.UnexpectedLiquibaseException;
import liquibase.integration.spring.Customizer;
import liquibase.parser.ChangeLogParser;
import liquibase.parser.ChangeLogParserFactory;
import liquibase.parser.core.xml.XMLChangeLogSAXParser;
import liquibase.resource.ResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.jspecify.annotations.Nullable;

/**
 * Parses a changelog with Liquibase, with or without a database.
 */
final class ChangelogParser {

	private static final String ANY_NAME = "any";

	private final ChangelogSource source;

	private final ChangelogResources resources;

	private final ChangeLogParameters parameters;

	ChangelogParser(ChangelogSource source, @Nullable Database database) {
		this.source = source;
		this.resources = new ChangelogResources(source.resourceLoader());
		this.parameters = parameters(source, this.resources, database);
	}

	ChangelogSource source() {
		return this.source;
	}

	ChangelogResources resources() {
		return this.resources;
	}

	ChangeLogParameters parameters() {
		return this.parameters;
	}

	List<String> versionLocations() {
		return this.source.versionLocations();
	}

	DatabaseChangeLog parse() {
		String path = path();
		Map<String, Object> scope = new HashMap<>();
		scope.put(Scope.Attr.resourceAccessor.name(), this.resources);
		scope.put(Scope.Attr.ui.name(), new LoggerUIService());
		try {
			if (!exists()) {
				throw new CannotProceedException(ErrorCode.CHANGELOG_MISSING,
						"The changelog " + path + " does not exist; init writes one.");
			}
			DatabaseChangeLog parsed = Scope.child(scope, () -> {
				ChangeLogParser parser = ChangeLogParserFactory.getInstance().getParser(path, this.resources);
				if (parser instanceof XMLChangeLogSAXParser xml) {
					xml.setShouldWarnOnMismatchedXsdVersion(false);
				}
				return parser.parse(path, this.parameters, this.resources);
			});
			ParseFailure.refuseHidden(this.resources);
			checkContexts(parsed);
			return parsed;
		}
		catch (MigrationException ex) {
			throw ex;
		}
		catch (IOException ex) {
			throw unreadable(ex);
		}
		catch (Exception | StackOverflowError ex) {
			if (isOfDatabase(ex)) {
				throw new UnexpectedLiquibaseException(ex);
			}
			throw ParseFailure.of(path, this.resources, ex);
		}
	}

	// Liquibase reads the history, or creates it, when it comes to the first include.
	private static boolean isOfDatabase(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException || cause instanceof LockException) {
				return true;
			}
		}
		return false;
	}

	boolean exists() {
		try {
			return this.resources.get(path()).exists();
		}
		catch (IOException ex) {
			throw unreadable(ex);
		}
	}

	private String path() {
		return this.source.path().replace('\\', '/');
	}

	private MigrationFailedException unreadable(IOException ex) {
		return new MigrationFailedException(ErrorCode.FILE_UNREADABLE,
				"The changelog " + path() + " cannot be read: " + ex.getMessage() + ".", ex);
	}

	/**
	 * Return the parameters that a customizer sets, without a database that it could
	 * change: it customizes runs, and this is for reading.
	 * @param customizer the customizer
	 * @param path the master changelog
	 * @param resources the accessor of its files
	 * @return the parameters by name
	 */
	private static Map<String, Object> customized(Customizer<Liquibase> customizer, String path,
			ResourceAccessor resources) {
		Map<String, Object> parameters = new LinkedHashMap<>();
		Liquibase recorder = new Liquibase(path, resources, (Database) null) {

			@Override
			public void setChangeLogParameter(String name, Object value) {
				parameters.put(name, value);
			}

		};
		try {
			customizer.customize(recorder);
		}
		catch (RuntimeException ex) {
			Scope.getCurrentScope().getLog(ChangelogParser.class).fine("The customizer needs a run", ex);
		}
		return parameters;
	}

	private static ChangeLogParameters parameters(ChangelogSource source, ResourceAccessor resources,
			@Nullable Database database) {
		ChangeLogParameters parameters = new ChangeLogParameters(database);
		source.parameters().forEach(parameters::set);
		if (source.customizer() != null) {
			customized(source.customizer(), source.path(), resources).forEach(parameters::set);
		}
		if (database == null && source.product() != null) {
			parameters.set("database.typeName", source.product());
			parameters.setDatabase(source.product());
		}
		parameters.setContexts(new Contexts(source.contexts()));
		parameters.setLabels(labels(source));
		return parameters;
	}

	private static LabelExpression labels(ChangelogSource source) {
		LabelExpression labels = new LabelExpression(source.labelFilter());
		try {
			labels.matches(new Labels(ANY_NAME));
			return labels;
		}
		catch (UnexpectedLiquibaseException ex) {
			throw new CannotProceedException(ErrorCode.SETTING_INVALID, "The label filter '" + source.labelFilter()
					+ "' is no expression of labels; correct spring.liquibase.label-filter.", ex);
		}
	}

	// Liquibase parses an expression when it first matters.
	private static void checkContexts(DatabaseChangeLog parsed) {
		for (ChangeSet changeSet : parsed.getChangeSets()) {
			try {
				changeSet.getContextFilter().matches(new Contexts(ANY_NAME));
				changeSet.getInheritableContextFilter().forEach((context) -> context.matches(new Contexts(ANY_NAME)));
			}
			catch (UnexpectedLiquibaseException ex) {
				throw new InvalidChangelogException(ErrorCode.CHANGELOG_INVALID,
						"Changeset " + changeSet.getId() + " in " + changeSet.getFilePath()
								+ " has a context that is no expression: " + changeSet.getContextFilter() + ".",
						changeSet.getFilePath(), null, ex);
			}
		}
	}

}
