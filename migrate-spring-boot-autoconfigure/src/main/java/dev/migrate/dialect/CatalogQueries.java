package dev.migrate.dialect;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import dev.migrate.schema.QualifiedName;

/**
 * Runs the queries of a catalog reader, restricted to its schemas.
 */
public final class CatalogQueries {

	private final Connection connection;

	private final String defaultSchema;

	private final List<String> schemas;

	/**
	 * Create the queries of a reader.
	 * @param connection the connection
	 * @param defaultSchema the schema that records do not name
	 * @param schemas the schemas to read
	 */
	public CatalogQueries(Connection connection, String defaultSchema, Collection<String> schemas) {
		this.connection = connection;
		this.defaultSchema = defaultSchema;
		this.schemas = List.copyOf(schemas);
	}

	/**
	 * Return the schema that records do not name.
	 * @return the schema
	 */
	public String defaultSchema() {
		return this.defaultSchema;
	}

	/**
	 * Run a query without parameters.
	 * @param sql the query
	 * @param mapper maps a row to a value
	 * @param <T> the type of the values
	 * @return the values, in the order of the rows
	 * @throws SQLException if the database cannot be accessed
	 */
	public <T> List<T> read(String sql, Rows.Mapper<T> mapper) throws SQLException {
		return Rows.read(this.connection, sql, List.of(), mapper);
	}

	/**
	 * Run a query that is restricted to the schemas.
	 * @param sql the query, in which {@code (:schemas)} stands for the list of schemas
	 * @param mapper maps a row to a value
	 * @param <T> the type of the values
	 * @return the values, in the order of the rows
	 * @throws SQLException if the database cannot be accessed
	 */
	public <T> List<T> inSchemas(String sql, Rows.Mapper<T> mapper) throws SQLException {
		return Rows.inSchemas(this.connection, sql, this.schemas, mapper);
	}

	/**
	 * Run a query for the schemas that exist.
	 * @param sql the query, in which {@code (:schemas)} stands for the list of schemas
	 * @return their names without the default schema
	 * @throws SQLException if the database cannot be accessed
	 */
	public Set<String> otherSchemas(String sql) throws SQLException {
		Set<String> existing = new TreeSet<>(inSchemas(sql, (rows) -> rows.getString(1)));
		existing.remove(this.defaultSchema);
		return existing;
	}

	/**
	 * Return a name with its schema, which is left out if it is the default one.
	 * @param rows the rows, at the one to read
	 * @param schemaColumn the name of the column that holds the schema
	 * @param nameColumn the name of the column that holds the name
	 * @return the name
	 * @throws SQLException if the database cannot be accessed
	 */
	public QualifiedName name(ResultSet rows, String schemaColumn, String nameColumn) throws SQLException {
		String schema = rows.getString(schemaColumn);
		return new QualifiedName(this.defaultSchema.equals(schema) ? null : schema, Rows.text(rows, nameColumn));
	}

}
