package dev.migrate.changelog;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.migrate.CannotProceedException;
import dev.migrate.MigrationException;
import dev.migrate.MigrationFailedException;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.database.Database;
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
				throw new CannotProceedException("The changelog " + path + " does not exist; init writes one.");
			}
			DatabaseChangeLog parsed = Scope.child(scope, () -> {
				ChangeLogParser parser = ChangeLogParserFactory.getInstance().getParser(path, this.resources);
				if (parser instanceof XMLChangeLogSAXParser xml) {
					xml.setShouldWarnOnMismatchedXsdVersion(false);
				}
				return parser.parse(path, this.parameters, this.resources);
			});
			ParseFailure.refuseHidden(this.resources);
			return parsed;
		}
		catch (MigrationException ex) {
			throw ex;
		}
		catch (IOException ex) {
			throw unreadable(ex);
		}
		catch (Exception | StackOverflowError ex) {
			throw ParseFailure.of(path, this.resources, ex);
		}
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
		return new MigrationFailedException("The changelog " + path() + " cannot be read: " + ex.getMessage() + ".",
				ex);
	}

	private static void customize(Customizer<Liquibase> customizer, Liquibase liquibase) {
		try {
			customizer.customize(liquibase);
		}
		catch (RuntimeException ex) {
			throw new MigrationFailedException("The customizer of Liquibase failed: " + ex.getMessage() + ".", ex);
		}
	}

	private static ChangeLogParameters parameters(ChangelogSource source, ResourceAccessor resources,
			@Nullable Database database) {
		ChangeLogParameters parameters = new ChangeLogParameters(database);
		if (database != null && source.customizer() != null) {
			// A customizer sets them on an object that may access its database.
			Liquibase liquibase = new Liquibase(source.path(), resources, database);
			source.parameters().forEach(liquibase::setChangeLogParameter);
			customize(source.customizer(), liquibase);
			parameters = liquibase.getChangeLogParameters();
		}
		else {
			source.parameters().forEach(parameters::set);
		}
		if (database == null && source.product() != null) {
			parameters.set("database.typeName", source.product());
			parameters.setDatabase(source.product());
		}
		parameters.setContexts(new Contexts(source.contexts()));
		parameters.setLabels(new LabelExpression(source.labelFilter()));
		return parameters;
	}

}
