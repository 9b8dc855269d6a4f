package dev.migrate.dialect.h2;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.migrate.change.AlterColumn.Aspect;
import dev.migrate.change.Change;
import dev.migrate.change.Conversion;
import dev.migrate.change.Effects;
import dev.migrate.dialect.AbstractDialect;
import dev.migrate.dialect.Canonicalizer;
import dev.migrate.dialect.CatalogSchema;
import dev.migrate.dialect.DependentParts;
import dev.migrate.dialect.DependentUsers;
import dev.migrate.dialect.DependentUses;
import dev.migrate.dialect.Dependents;
import dev.migrate.dialect.LockWaits;
import dev.migrate.dialect.Naming;
import dev.migrate.dialect.RepeatedStatements;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.dialect.Scratch;
import dev.migrate.dialect.ServerInspection;
import dev.migrate.dialect.TypeRange;
import dev.migrate.schema.DependentObject;
import dev.migrate.schema.PartOfTable;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SqlType;
import dev.migrate.schema.Table;

/**
 * The dialect of H2.
 */
public final class H2Dialect extends AbstractDialect {

	/**
	 * {@code ADMIN_RIGHTS_REQUIRED} and {@code NOT_ENOUGH_RIGHTS_FOR_1}, from
	 * {@code org.h2.api.ErrorCode}.
	 */
	private static final Set<Integer> RIGHTS = Set.of(90040, 90096);

	/**
	 * {@code LOCK_TIMEOUT_1} and {@code DEADLOCK_1}, from {@code org.h2.api.ErrorCode}.
	 */
	private static final Set<Integer> REFUSED = Set.of(50200, 40001);

	/**
	 * {@code TABLE_OR_VIEW_ALREADY_EXISTS_1}, {@code INDEX_ALREADY_EXISTS_1},
	 * {@code DUPLICATE_COLUMN_NAME_1}, {@code CONSTRAINT_ALREADY_EXISTS_1},
	 * {@code SEQUENCE_ALREADY_EXISTS_1}, {@code VIEW_ALREADY_EXISTS_1},
	 * {@code SCHEMA_ALREADY_EXISTS_1}, {@code DOMAIN_ALREADY_EXISTS_1},
	 * {@code TRIGGER_ALREADY_EXISTS_1} and {@code SECOND_PRIMARY_KEY};
	 * {@code TABLE_OR_VIEW_NOT_FOUND_1} with its variants, {@code INDEX_NOT_FOUND_1},
	 * {@code COLUMN_NOT_FOUND_1}, {@code CONSTRAINT_NOT_FOUND_1},
	 * {@code SEQUENCE_NOT_FOUND_1}, {@code VIEW_NOT_FOUND_1}, {@code SCHEMA_NOT_FOUND_1},
	 * {@code DOMAIN_NOT_FOUND_1} and {@code TRIGGER_NOT_FOUND_1}, from
	 * {@code org.h2.api.ErrorCode}.
	 */
	private static final RepeatedStatements<Integer> REPEATED = new RepeatedStatements<>(
			Set.of(42101, 42111, 42121, 90045, 90035, 90038, 90078, 90119, 90041, 90017),
			Set.of(42102, 42103, 42104, 42112, 42122, 90057, 90036, 90037, 90079, 90120, 90042));

	/**
	 * Views, and triggers, which are Java classes, so that their texts are not known.
	 */
	private static final String DEPENDENTS = """
			SELECT 'VIEW' AS KIND, TABLE_SCHEMA AS OBJECT_SCHEMA, NULL AS OBJECT_TABLE, TABLE_NAME AS OBJECT_NAME,
			  VIEW_DEFINITION AS DEFINITION
			FROM INFORMATION_SCHEMA.VIEWS WHERE TABLE_SCHEMA <> 'INFORMATION_SCHEMA'
			UNION ALL
			SELECT 'TRIGGER', EVENT_OBJECT_SCHEMA, EVENT_OBJECT_TABLE, TRIGGER_NAME, ''
			FROM INFORMATION_SCHEMA.TRIGGERS
			ORDER BY 1, 2, 3, 4""";

	private static final String FOREIGN_KEYS = """
			SELECT F.TABLE_SCHEMA AS OBJECT_SCHEMA, F.TABLE_NAME AS OBJECT_TABLE, F.CONSTRAINT_NAME AS OBJECT_NAME,
			  K.TABLE_SCHEMA AS REFERENCED_SCHEMA, K.TABLE_NAME AS REFERENCED_TABLE, K.COLUMN_NAME AS REFERENCED_COLUMN
			FROM INFORMATION_SCHEMA.REFERENTIAL_CONSTRAINTS R
			  JOIN INFORMATION_SCHEMA.TABLE_CONSTRAINTS F
			    ON F.CONSTRAINT_SCHEMA = R.CONSTRAINT_SCHEMA AND F.CONSTRAINT_NAME = R.CONSTRAINT_NAME
			  JOIN INFORMATION_SCHEMA.KEY_COLUMN_USAGE K
			    ON K.CONSTRAINT_SCHEMA = R.UNIQUE_CONSTRAINT_SCHEMA AND K.CONSTRAINT_NAME = R.UNIQUE_CONSTRAINT_NAME
			ORDER BY 1, 2, 3, K.ORDINAL_POSITION""";

	/**
	 * Create the dialect.
	 */
	public H2Dialect() {
		super("h2", "H2", new H2Ddl(), DdlTransactions.NONE);
	}

	@Override
	public boolean isInProcess(String jdbcUrl) {
		return jdbcUrl.toLowerCase(Locale.ROOT).startsWith("jdbc:h2:mem:");
	}

	@Override
	public Naming naming() {
		return new H2Naming();
	}

	@Override
	public Schema canonical(Schema schema, SchemaScope scope) {
		return new Canonicalizer(scope, naming(), H2Types::canonical).canonical(schema);
	}

	@Override
	protected CatalogSchema readCatalog(Connection connection, SchemaScope scope) throws SQLException {
		H2Catalog catalog = new H2Catalog(connection, scope.defaultSchema(), scope.all());
		return CatalogSchema.of(catalog.read("BASE TABLE"));
	}

	@Override
	public List<Table> normalize(Connection connection, List<Table> tables, SchemaScope scope) throws SQLException {
		return new H2ExpressionNormalizer(connection, this, scope).normalize(tables);
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * What is on a dropped column is dropped with it.
	 */
	@Override
	public List<PartOfTable> preventing(Change change, Schema current) {
		return DependentParts.ofRecreated(change, current);
	}

	@Override
	public Dependents dependents(Connection connection, SchemaScope scope, Schema current) throws SQLException {
		return DependentUses.read(connection, current, scope, List.of(DEPENDENTS), FOREIGN_KEYS);
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * A view keeps the old name of what it uses, and prevents a column from being
	 * dropped.
	 */
	@Override
	public List<DependentObject> preventing(Change change, CatalogSchema current) {
		DependentUsers users = new DependentUsers(change, current);
		return Stream.of(users.ofRenamed(), users.ofAltered(EnumSet.of(Aspect.FORMULA)), users.ofReplacedKey())
			.flatMap((objects) -> objects)
			.toList();
	}

	@Override
	public Optional<TypeRange> range(SqlType type) {
		return H2Types.range(type);
	}

	@Override
	public Optional<String> conversion(String column, SqlType from, SqlType to) {
		return Optional.of("cast(" + column + " as " + to.text() + ")");
	}

	@Override
	public Conversion between(SqlType from, SqlType to) {
		return H2Types.between(from, to);
	}

	@Override
	public Optional<Scratch> scratch() {
		return Optional.of(new H2Scratch());
	}

	@Override
	public boolean isPrivilegeMissing(SQLException failure) {
		return String.valueOf(failure.getErrorCode()).equals(failure.getSQLState())
				&& RIGHTS.contains(failure.getErrorCode());
	}

	@Override
	public LockWaits lockWaits() {
		return LockWaits.refusedWith(REFUSED);
	}

	@Override
	public boolean isRepeated(String sql, SQLException failure) {
		return REPEATED.contains(sql, failure.getErrorCode());
	}

	@Override
	public ServerInspection inspection() {
		return new H2Inspection(ddl().identifiers());
	}

	@Override
	public Effects effects(Schema current) {
		return new H2Effects(this, current);
	}

}
