package dev.migrate.dialect.mariadb;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import dev.migrate.change.AlterColumn;
import dev.migrate.change.Change;
import dev.migrate.change.Conversion;
import dev.migrate.change.Effects;
import dev.migrate.change.RenameColumn;
import dev.migrate.dialect.CatalogSchema;
import dev.migrate.dialect.mysql.MysqlCatalog;
import dev.migrate.dialect.mysql.MysqlDialect;
import dev.migrate.dialect.mysql.MysqlTypes;
import dev.migrate.schema.DependentObject;
import dev.migrate.schema.DependentObject.Kind;
import dev.migrate.schema.PartOfTable;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SqlType;
import dev.migrate.schema.Table;

/**
 * The dialect of MariaDB.
 */
public final class MariadbDialect extends MysqlDialect {

	private static final Set<Kind> FOLLOWING = EnumSet.of(Kind.GENERATED_COLUMN, Kind.PARTITION_KEY);

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
	public List<PartOfTable> preventing(Change change, Schema current) {
		List<PartOfTable> parts = new ArrayList<>(super.preventing(change, current));
		if (change instanceof AlterColumn alter) {
			current.table(alter.table())
				.stream()
				.flatMap((table) -> table.checks().stream())
				.filter((check) -> check.name().equals(alter.from().name()))
				.forEach((check) -> parts.add(new PartOfTable(alter.table(), check)));
		}
		return List.copyOf(parts);
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * The expressions of generated columns and partitions follow a rename.
	 */
	@Override
	public List<DependentObject> preventing(Change change, CatalogSchema current) {
		List<DependentObject> objects = super.preventing(change, current);
		return (change instanceof RenameColumn)
				? objects.stream().filter((object) -> !FOLLOWING.contains(object.kind())).toList() : objects;
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * A text that is not a whole number is no integer.
	 */
	@Override
	public Conversion between(SqlType from, SqlType to) {
		return MysqlTypes.between(from, to);
	}

	@Override
	protected Table complete(Table table) {
		return MariadbTypes.withJson(table);
	}

	@Override
	public Effects effects(Schema current) {
		return new MariadbEffects(this, current);
	}

}
