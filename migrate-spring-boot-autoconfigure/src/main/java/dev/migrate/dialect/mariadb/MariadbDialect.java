package dev.migrate.dialect.mariadb;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.change.ColumnChange;
import dev.migrate.change.ConstraintChange;
import dev.migrate.change.Role;
import dev.migrate.dialect.CatalogSchema;
import dev.migrate.dialect.ExecutableChanges;
import dev.migrate.dialect.mysql.MysqlCatalog;
import dev.migrate.dialect.mysql.MysqlDialect;
import dev.migrate.schema.Check;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Table;

/**
 * The dialect of MariaDB.
 */
public final class MariadbDialect extends MysqlDialect {

	/**
	 * Create the dialect.
	 */
	public MariadbDialect() {
		super("mariadb", "MariaDB", new MariadbDdl());
	}

	@Override
	public boolean isFor(DatabaseMetaData metaData) throws SQLException {
		return isFor(metaData.getDatabaseProductName()) || isMariadb(metaData);
	}

	@Override
	protected MysqlCatalog catalog(Connection connection, String defaultSchema, Collection<String> schemas) {
		return new MariadbCatalog(connection, defaultSchema, schemas);
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * A check in the definition of a column is lost when the column is altered, so it is
	 * recreated as a check of the table.
	 */
	@Override
	public ExecutableChanges executable(Changes changes, CatalogSchema current) {
		Set<Change> all = new LinkedHashSet<>(super.executable(changes, current).changes().asList());
		for (Change change : changes) {
			if (change instanceof ColumnChange.AlterColumn alter) {
				current.schema()
					.table(alter.table())
					.stream()
					.flatMap((table) -> table.checks().stream())
					.filter((check) -> check.name().equals(alter.from().name()))
					.filter((check) -> !isDropped(check, alter.table(), changes))
					.forEach((check) -> {
						all.add(new ConstraintChange.DropCheck(alter.table(), check, Role.REPLACEMENT));
						all.add(new ConstraintChange.AddCheck(alter.table(), check, Role.REPLACEMENT));
					});
			}
		}
		return ExecutableChanges.of(Changes.of(all));
	}

	private static boolean isDropped(Check check, QualifiedName table, Changes changes) {
		return changes.stream()
			.anyMatch((change) -> change instanceof ConstraintChange.DropCheck drop && drop.table().equals(table)
					&& drop.check().equals(check));
	}

	@Override
	protected Table complete(Table table) {
		return MariadbTypes.withJson(table);
	}

}
