package dev.migrate.run.script;

import java.util.Optional;

import dev.migrate.run.MigrationTarget;
import liquibase.database.Database;
import liquibase.database.core.H2Database;
import liquibase.database.core.HsqlDatabase;
import liquibase.database.core.MySQLDatabase;
import liquibase.database.core.OracleDatabase;
import liquibase.database.core.PostgresDatabase;
import liquibase.structure.core.Catalog;
import liquibase.structure.core.Schema;

/**
 * The statement that makes the configured default schema the one of the session that a
 * script runs in. Liquibase qualifies the names of its own changes only, and not those in
 * SQL.
 */
final class DefaultSchema {

	private DefaultSchema() {
	}

	/**
	 * Return the statement for a script.
	 * @param target the target
	 * @param database the database of Liquibase, with the default schema of the target
	 * @return the statement; empty if no default schema is configured, or if the product
	 * has no such statement
	 */
	static Optional<String> statement(MigrationTarget target, Database database) {
		if (target.defaultSchema() == null) {
			return Optional.empty();
		}
		if (database instanceof MySQLDatabase) {
			return Optional.of("use " + database.escapeObjectName(database.getDefaultCatalogName(), Catalog.class));
		}
		String schema = database.escapeObjectName(database.getDefaultSchemaName(), Schema.class);
		if (database instanceof PostgresDatabase) {
			return Optional.of("set search_path to " + schema + ", public");
		}
		if (database instanceof OracleDatabase) {
			return Optional.of("alter session set current_schema = " + schema);
		}
		if (database instanceof H2Database || database instanceof HsqlDatabase) {
			return Optional.of("set schema " + schema);
		}
		return Optional.empty();
	}

}
