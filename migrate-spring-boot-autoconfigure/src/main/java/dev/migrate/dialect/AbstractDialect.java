package dev.migrate.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;

import dev.migrate.schema.Column;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;

/**
 * Base class for dialects.
 */
public abstract class AbstractDialect implements Dialect {

	private final String name;

	private final String productName;

	private final StandardDdl ddl;

	private final DdlTransactions transactions;

	/**
	 * Create a dialect.
	 * @param name the product's short name, which is Liquibase's too
	 * @param productName the name that the product's JDBC driver reports
	 * @param ddl renders the changes of the product
	 * @param transactions whether a transaction can span statements that alter the schema
	 */
	protected AbstractDialect(String name, String productName, StandardDdl ddl, DdlTransactions transactions) {
		this.name = name;
		this.productName = productName;
		this.ddl = ddl;
		this.transactions = transactions;
	}

	@Override
	public final String name() {
		return this.name;
	}

	@Override
	public final boolean isFor(String productName) {
		return productName.equals(this.productName);
	}

	@Override
	public final StandardDdl ddl() {
		return this.ddl;
	}

	@Override
	public final boolean hasTransactionalDdl() {
		return this.transactions == DdlTransactions.SUPPORTED;
	}

	@Override
	public boolean isInProcess(String jdbcUrl) {
		return false;
	}

	@Override
	public SchemaScope scope(Connection connection, String defaultSchema, List<String> others) throws SQLException {
		return defaultSchema.isEmpty() ? SchemaScope.of(currentSchema(connection), others) : SchemaScope
			.of(defaultSchema, others, Rows.read(connection, schemasQuery(), List.of(), (rows) -> rows.getString(1)));
	}

	@Override
	public final CatalogSchema read(Connection connection, SchemaScope scope) throws SQLException {
		CatalogSchema read = readCatalog(connection, scope);
		return read.withSchema(withDefinitions(canonicalOfCatalog(read.schema(), scope), read.schema()));
	}

	/**
	 * Restore the product's own text of every type, which is what a rollback writes.
	 * @param canonical the canonical form, with all tables and columns in the same order
	 * @param catalog the schema as the catalog has it
	 * @return the canonical form, with types that are written as in the catalog
	 */
	private static Schema withDefinitions(Schema canonical, Schema catalog) {
		Iterator<Table> tables = catalog.tables().iterator();
		return canonical.mapTables((table) -> {
			Iterator<Column> columns = tables.next().columns().iterator();
			return table.withColumns(table.columns()
				.stream()
				.map((column) -> column.withType(column.type().withText(columns.next().type().text())))
				.toList());
		});
	}

	/**
	 * Read the schema of a database, in a fixed number of statements.
	 * @param connection a connection to the database, left as it was found
	 * @param scope the schemas to read
	 * @return the schema as the catalog has it, with every aspect defined
	 * @throws SQLException if the database cannot be accessed
	 */
	protected abstract CatalogSchema readCatalog(Connection connection, SchemaScope scope) throws SQLException;

	/**
	 * Bring a schema that was read into canonical form.
	 * @param schema the schema as the catalog has it
	 * @param scope the schemas to read
	 * @return the canonical form
	 */
	protected Schema canonicalOfCatalog(Schema schema, SchemaScope scope) {
		return canonical(schema, scope);
	}

	/**
	 * Return the query for the names of all schemas.
	 * @return the query
	 */
	protected String schemasQuery() {
		return "select schema_name from information_schema.schemata";
	}

	/**
	 * Return the schema in which a connection finds unqualified names.
	 * @param connection the connection
	 * @return the schema as the catalog stores its name
	 * @throws SQLException if the database cannot be accessed
	 */
	protected String currentSchema(Connection connection) throws SQLException {
		return connection.getSchema();
	}

	/**
	 * The support of a product for transactions that alter the schema.
	 */
	protected enum DdlTransactions {

		/**
		 * A transaction can span several statements that alter the schema.
		 */
		SUPPORTED,

		/**
		 * Each statement that alters the schema is committed by itself.
		 */
		NONE

	}

}
