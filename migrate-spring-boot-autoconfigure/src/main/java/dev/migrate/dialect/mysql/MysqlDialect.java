package dev.migrate.dialect.mysql;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import dev.migrate.change.AlterColumn;
import dev.migrate.change.AlterColumn.Aspect;
import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.change.Conversion;
import dev.migrate.change.Effects;
import dev.migrate.dialect.AbstractDialect;
import dev.migrate.dialect.Canonicalizer;
import dev.migrate.dialect.CatalogSchema;
import dev.migrate.dialect.Dependents;
import dev.migrate.dialect.LockWaits;
import dev.migrate.dialect.Naming;
import dev.migrate.dialect.RepeatedStatements;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.dialect.Scratch;
import dev.migrate.dialect.ServerInspection;
import dev.migrate.dialect.SessionLocks;
import dev.migrate.dialect.Step;
import dev.migrate.dialect.TypeRange;
import dev.migrate.dialect.TypeRange.Kind;
import dev.migrate.schema.DependentObject;
import dev.migrate.schema.Expression;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Index;
import dev.migrate.schema.PartOfTable;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SqlToken;
import dev.migrate.schema.SqlType;
import dev.migrate.schema.Table;
import dev.migrate.schema.UniqueKey;

/**
 * The dialect of MySQL. A schema is a database here, which JDBC calls a catalog.
 */
public class MysqlDialect extends AbstractDialect {

	private static final int CANNOT_CREATE_TABLE = 1005;

	// Of a foreign key whose name is taken
	private static final String DUPLICATE_KEY_ON_WRITE = "errno: 121";

	/**
	 * {@code ER_DBACCESS_DENIED_ERROR}, {@code ER_TABLEACCESS_DENIED_ERROR},
	 * {@code ER_COLUMNACCESS_DENIED_ERROR}, {@code ER_SPECIFIC_ACCESS_DENIED_ERROR} and
	 * {@code ER_PROCACCESS_DENIED_ERROR}, from the servers' error references.
	 */
	private static final Set<Integer> RIGHTS = Set.of(1044, 1142, 1143, 1227, 1370);

	/**
	 * {@code ER_TABLE_EXISTS_ERROR}, {@code ER_DUP_FIELDNAME}, {@code ER_DUP_KEYNAME},
	 * {@code ER_MULTIPLE_PRI_KEY}, {@code ER_DUP_KEY}, {@code ER_SP_ALREADY_EXISTS},
	 * {@code ER_TRG_ALREADY_EXISTS}, {@code ER_FK_DUP_NAME},
	 * {@code ER_CHECK_CONSTRAINT_DUP_NAME} and MariaDB's {@code ER_CANT_CREATE_TABLE};
	 * {@code ER_BAD_TABLE_ERROR}, {@code ER_BAD_FIELD_ERROR},
	 * {@code ER_CANT_DROP_FIELD_OR_KEY}, {@code ER_NO_SUCH_TABLE},
	 * {@code ER_KEY_DOES_NOT_EXITS}, {@code ER_SP_DOES_NOT_EXIST},
	 * {@code ER_TRG_DOES_NOT_EXIST}, {@code ER_CHECK_CONSTRAINT_NOT_FOUND},
	 * {@code ER_CONSTRAINT_NOT_FOUND} and MariaDB's {@code ER_UNKNOWN_SEQUENCES}, from
	 * the servers' error references.
	 */
	private static final RepeatedStatements<Integer> REPEATED = new RepeatedStatements<>(
			Set.of(1050, 1060, 1061, 1068, 1022, 1304, 1359, 1826, 3822, 1005),
			Set.of(1051, 1054, 1091, 1146, 1176, 1305, 1360, 3821, 3940, 4091));

	/**
	 * Create the dialect.
	 */
	public MysqlDialect() {
		this("mysql", "MySQL", new MysqlDdl());
	}

	/**
	 * Create the dialect of a product that descends from MySQL.
	 * @param name the product's short name, which is Liquibase's too
	 * @param productName the name that the product's JDBC driver reports
	 * @param ddl renders the changes of the product
	 */
	protected MysqlDialect(String name, String productName, MysqlDdl ddl) {
		super(name, productName, ddl, DdlTransactions.NONE);
	}

	@Override
	protected String currentSchema(Connection connection) throws SQLException {
		return Objects.requireNonNullElse(connection.getCatalog(), "");
	}

	@Override
	public boolean isFor(DatabaseMetaData metaData) throws SQLException {
		return isFor(metaData.getDatabaseProductName()) && !isMariadb(metaData);
	}

	/**
	 * Return whether the server is MariaDB, even if its driver reports MySQL.
	 * @param metaData the metadata of the driver
	 * @return {@code true} if it is
	 * @throws SQLException if the database cannot be accessed
	 */
	protected static boolean isMariadb(DatabaseMetaData metaData) throws SQLException {
		return metaData.getDatabaseProductVersion().toLowerCase(Locale.ROOT).contains("mariadb");
	}

	@Override
	public Naming naming() {
		return new MysqlNaming();
	}

	@Override
	public Schema canonical(Schema schema, SchemaScope scope) {
		return new Canonicalizer(scope, naming(), MysqlTypes::canonical).canonical(schema)
			.mapTables(MysqlDialect::canonical);
	}

	@Override
	protected CatalogSchema readCatalog(Connection connection, SchemaScope scope) throws SQLException {
		Schema read = catalog(connection, scope.defaultSchema(), scope.all()).read();
		return CatalogSchema.of(read.mapTables(this::complete));
	}

	@Override
	public List<Table> normalize(Connection connection, List<Table> tables, SchemaScope scope) throws SQLException {
		return new MysqlExpressionNormalizer(connection, this, scope).normalize(tables);
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * The identity of a column cannot be added or dropped while a foreign key depends on
	 * it.
	 */
	@Override
	public List<PartOfTable> preventing(Change change, Schema current) {
		if (!(change instanceof AlterColumn alter) || alter.aspect() != Aspect.IDENTITY) {
			return List.of();
		}
		List<PartOfTable> parts = new ArrayList<>();
		for (Table table : current.tables()) {
			table.foreignKeys()
				.stream()
				.filter((key) -> uses(key, table, alter))
				.forEach((key) -> parts.add(new PartOfTable(table.name(), key)));
		}
		return List.copyOf(parts);
	}

	private static boolean uses(ForeignKey key, Table table, AlterColumn alter) {
		String column = alter.from().name();
		return (table.name().equals(alter.table()) && key.dependsOn(column)) || key.references(alter.table(), column);
	}

	@Override
	public Dependents dependents(Connection connection, SchemaScope scope, Schema current) throws SQLException {
		return MysqlDependents.read(connection, scope, current);
	}

	@Override
	public List<DependentObject> preventing(Change change, CatalogSchema current) {
		return MysqlDependents.preventing(change, current);
	}

	@Override
	public List<Step> plan(Changes changes, CatalogSchema current) {
		return new ForeignKeyIndexes(current.schema(), this).complete(super.plan(changes, current));
	}

	@Override
	public Optional<String> conversion(String column, SqlType from, SqlType to) {
		return MysqlTypes.conversion(column, from, to);
	}

	@Override
	public Optional<TypeRange> range(SqlType type) {
		return MysqlTypes.range(type);
	}

	@Override
	public Conversion between(SqlType from, SqlType to) {
		Conversion conversion = MysqlTypes.between(from, to);
		boolean rounded = conversion == Conversion.MAY_FAIL && isOf(from, Kind.TEXT) && isOf(to, Kind.INTEGER);
		return rounded ? Conversion.LOSES_DATA : conversion;
	}

	private boolean isOf(SqlType type, Kind kind) {
		return range(type).filter((range) -> range.kind() == kind).isPresent();
	}

	@Override
	public Optional<Scratch> scratch() {
		return Optional.of(new MysqlScratch());
	}

	/**
	 * Return the reader of the catalog.
	 * @param connection the connection
	 * @param defaultSchema the schema that records do not name
	 * @param schemas the schemas to read
	 * @return the reader, to be used once
	 */
	protected MysqlCatalog catalog(Connection connection, String defaultSchema, Collection<String> schemas) {
		return new MysqlCatalog(connection, defaultSchema, schemas);
	}

	/**
	 * Complete a table that was read.
	 * @param table the table
	 * @return the table
	 */
	protected Table complete(Table table) {
		return table;
	}

	private static Table canonical(Table table) {
		// A unique constraint is only a unique index, and every primary key has the same
		// name.
		List<Index> indexes = new ArrayList<>();
		table.uniqueKeys()
			.forEach((key) -> indexes.add(Index.of(key.name(), key.columns().stream().map(Index.Part::of).toList())
				.withUnique(true)
				.withOptions(options(key))));
		table.indexes().stream().map(MysqlDialect::canonical).forEach(indexes::add);
		List<ForeignKey> foreignKeys = table.foreignKeys().stream().map(MysqlDialect::canonical).toList();
		PrimaryKey primaryKey = (table.primaryKey() != null) ? new PrimaryKey("PRIMARY", table.primaryKey().columns())
				: null;
		return table.withPrimaryKey(primaryKey)
			.withUniqueKeys(List.of())
			.withForeignKeys(foreignKeys)
			.withIndexes(indexes);
	}

	private static Expression options(UniqueKey key) {
		StringBuilder options = new StringBuilder();
		boolean columns = true;
		for (SqlToken token : SqlToken.of(key.isPlain() ? "" : String.valueOf(key.definition()))) {
			if (!columns) {
				options.append(token.text());
			}
			columns = columns && !token.text().equals(")");
		}
		return new Expression(options.toString().strip());
	}

	private static Index canonical(Index index) {
		return index.withParts(index.parts().stream().map(IndexPrefixes::canonical).toList());
	}

	private static ForeignKey canonical(ForeignKey key) {
		// RESTRICT and NO ACTION are the same, and no check is deferred.
		return key.withOnDelete(canonical(key.onDelete()))
			.withOnUpdate(canonical(key.onUpdate()))
			.withDeferral(ForeignKey.Deferral.NOT_DEFERRABLE);
	}

	private static ForeignKey.Action canonical(ForeignKey.Action action) {
		return (action == ForeignKey.Action.RESTRICT) ? ForeignKey.Action.NO_ACTION : action;
	}

	@Override
	public Optional<String> neutral(SqlType type) {
		// A column that is added has the neutral value of its type, but for dates.
		return range(type)
			.filter((range) -> range.kind() == TypeRange.Kind.DATE || range.kind() == TypeRange.Kind.TIMESTAMP)
			.flatMap((range) -> super.neutral(type));
	}

	@Override
	public boolean isRepeated(String sql, SQLException failure) {
		return REPEATED.contains(sql, failure.getErrorCode()) && (failure.getErrorCode() != CANNOT_CREATE_TABLE
				|| String.valueOf(failure.getMessage()).contains(DUPLICATE_KEY_ON_WRITE));
	}

	@Override
	public boolean isPrivilegeMissing(SQLException failure) {
		return "42000".equals(failure.getSQLState()) && RIGHTS.contains(failure.getErrorCode());
	}

	@Override
	public LockWaits lockWaits() {
		return new MysqlLockWaits();
	}

	@Override
	public Optional<SessionLocks> sessionLocks() {
		return Optional.of(new MysqlSessionLocks());
	}

	@Override
	public ServerInspection inspection() {
		return new MysqlInspection(ddl().identifiers());
	}

	@Override
	public Effects effects(Schema current) {
		return new MysqlEffects(this, current);
	}

}
