package dev.migrate.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.migrate.dialect.CatalogSchema;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.dialect.registry.Dialects;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.Table;

/**
 * Reads the schema of a live database.
 */
public final class DatabaseSchemaReader {

	private static final String[] VIEWS = { "VIEW", "MATERIALIZED VIEW", "FOREIGN TABLE", "SYNONYM" };

	private final String defaultSchema;

	private final Set<String> hidden;

	/**
	 * Create a reader.
	 * @param defaultSchema the schema of unqualified names, empty for the connection's
	 * own
	 * @param hidden the names of tables to leave out, such as the history table and its
	 * lock, in any case of letters
	 */
	public DatabaseSchemaReader(String defaultSchema, Collection<String> hidden) {
		this.defaultSchema = defaultSchema;
		Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		names.addAll(hidden);
		this.hidden = names;
	}

	/**
	 * Find the dialect of a connection's database.
	 * @param connection the connection
	 * @return the dialect; empty if the product is not supported
	 * @throws SQLException if the database cannot be accessed
	 */
	public static Optional<Dialect> find(Connection connection) throws SQLException {
		return Dialects.find(connection.getMetaData());
	}

	/**
	 * Return the dialect of a connection's database.
	 * @param connection the connection
	 * @return the dialect
	 * @throws SQLException if the database cannot be accessed
	 * @throws UnsupportedDatabaseException if the product is not supported
	 */
	public static Dialect dialect(Connection connection) throws SQLException {
		String product = connection.getMetaData().getDatabaseProductName();
		return find(connection).orElseThrow(() -> new UnsupportedDatabaseException(
				"The database product \"" + product + "\" is not supported. Supported are: "
						+ Dialects.all().stream().map(Dialect::name).sorted().collect(Collectors.joining(", ")) + "."));
	}

	/**
	 * Read the default schema and every schema that the desired one names.
	 * <p>
	 * The tables and sequences of well-known frameworks are left out, unless the desired
	 * schema has them.
	 * @param connection a connection to the database, left as it was found
	 * @param desired the schema of the entities; {@link Schema#EMPTY} if there are none
	 * @return the current schema
	 * @throws SQLException if the database cannot be accessed
	 * @throws UnsupportedDatabaseException if the product is not supported
	 */
	public CurrentSchema read(Connection connection, Schema desired) throws SQLException {
		Dialect dialect = dialect(connection);
		SchemaScope scope = dialect.scope(connection, this.defaultSchema, schemas(desired));
		Set<QualifiedName> mapped = names(dialect.canonical(desired, scope));
		CatalogSchema catalog = dialect.read(connection, scope);
		Schema schema = catalog.schema();
		List<Table> tables = schema.tables().stream().filter((table) -> isVisible(table.name(), mapped)).toList();
		List<Sequence> sequences = schema.sequences()
			.stream()
			.filter((sequence) -> isVisible(sequence.name(), mapped))
			.toList();
		return new CurrentSchema(dialect, scope,
				catalog.withSchema(new Schema(schema.schemas(), tables, sequences, schema.enumTypes())));
	}

	/**
	 * Find the views. They are unmanaged, and an entity that is mapped to one needs no
	 * table.
	 * @param connection a connection to the database
	 * @param scope the schemas to read
	 * @return their names, qualified like those of tables
	 * @throws SQLException if the database cannot be accessed
	 */
	public static Set<QualifiedName> views(Connection connection, SchemaScope scope) throws SQLException {
		Set<QualifiedName> views = new HashSet<>();
		try (ResultSet rows = connection.getMetaData().getTables(null, null, "%", VIEWS)) {
			while (rows.next()) {
				String schema = rows.getString("TABLE_SCHEM");
				// Some products have catalogs instead of schemas.
				schema = (schema != null) ? schema : rows.getString("TABLE_CAT");
				views.add(new QualifiedName((schema == null || schema.equals(scope.defaultSchema())) ? null : schema,
						rows.getString("TABLE_NAME")));
			}
		}
		return views;
	}

	private boolean isVisible(QualifiedName name, Set<QualifiedName> mapped) {
		if (this.hidden.contains(name.name())) {
			return false;
		}
		return mapped.contains(name) || !KnownTables.contains(name.name());
	}

	private static List<String> schemas(Schema schema) {
		Set<String> schemas = new TreeSet<>(schema.schemas());
		for (QualifiedName name : names(schema)) {
			if (name.schema() != null) {
				schemas.add(name.schema());
			}
		}
		return new ArrayList<>(schemas);
	}

	private static Set<QualifiedName> names(Schema schema) {
		Set<QualifiedName> names = new HashSet<>();
		schema.tables().forEach((table) -> names.add(table.name()));
		schema.sequences().forEach((sequence) -> names.add(sequence.name()));
		schema.enumTypes().forEach((type) -> names.add(type.name()));
		return names;
	}

}
