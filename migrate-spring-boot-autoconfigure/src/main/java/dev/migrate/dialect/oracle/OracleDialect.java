package dev.migrate.dialect.oracle;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import dev.migrate.change.Conversion;
import dev.migrate.dialect.Canonicalizer;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Rows;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.dialect.StandardDdl;
import dev.migrate.schema.Column;
import dev.migrate.schema.Expression;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SqlType;
import dev.migrate.schema.Table;

/**
 * What Oracle Database does differently.
 */
public final class OracleDialect implements Dialect {

	private final OracleDdl ddl = new OracleDdl();

	@Override
	public String name() {
		return "oracle";
	}

	@Override
	public boolean isFor(String productName) {
		return productName.equals("Oracle");
	}

	@Override
	public boolean isInProcess(String jdbcUrl) {
		return false;
	}

	@Override
	public SchemaScope scope(Connection connection, String defaultSchema, List<String> others) throws SQLException {
		if (!defaultSchema.isEmpty()) {
			List<String> names = Rows.read(connection, "select username from all_users", List.of(),
					(rows) -> rows.getString(1));
			return SchemaScope.of(defaultSchema, others, names);
		}
		return SchemaScope.of(Rows.read(connection, "select sys_context('userenv', 'current_schema') from dual",
				List.of(), (rows) -> rows.getString(1))
			.get(0), others);
	}

	@Override
	public Schema canonical(Schema schema, SchemaScope scope) {
		return new Canonicalizer(scope, new OracleNaming(), OracleDialect::canonical)
			.canonical(schema.mapTables(OracleDialect::canonical));
	}

	@Override
	public Schema read(Connection connection, SchemaScope scope) throws SQLException {
		Set<String> schemas = new TreeSet<>(scope.others());
		schemas.add(scope.defaultSchema());
		return canonical(new OracleCatalog(connection, scope.defaultSchema(), schemas).read(), scope);
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * Oracle keeps defaults and checks as they were written, and its private temporary
	 * tables are not in the catalog: where texts differ, nobody can tell.
	 */
	@Override
	public List<Table> spell(Connection connection, List<Table> tables, SchemaScope scope) {
		return List.of();
	}

	@Override
	public Conversion between(SqlType from, SqlType to) {
		return OracleTypes.between(from, to);
	}

	@Override
	public StandardDdl ddl() {
		return this.ddl;
	}

	private static Table canonical(Table table) {
		return table.withForeignKeys(table.foreignKeys().stream().map(OracleDialect::canonical).toList());
	}

	private static Column canonical(Column column) {
		Column typed = column.withType(OracleTypes.canonical(column.type()));
		Expression value = typed.defaultValue();
		// The empty text is null, and so is a default that was taken away.
		boolean none = value != null && (value.sql().equalsIgnoreCase("null") || value.sql().equals("''"));
		return none ? typed.withDefaultValue(Expression.NONE) : typed;
	}

	private static ForeignKey canonical(ForeignKey key) {
		ForeignKey.Action onDelete = switch (key.onDelete()) {
			case CASCADE, SET_NULL -> key.onDelete();
			case NO_ACTION, RESTRICT, SET_DEFAULT -> ForeignKey.Action.NO_ACTION;
		};
		return key.withOnDelete(onDelete).withOnUpdate(ForeignKey.Action.NO_ACTION);
	}

}
