package dev.migrate.dialect;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.migrate.change.AlterColumn;
import dev.migrate.change.AlterColumn.Aspect;
import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.change.Conversion;
import dev.migrate.change.Conversions;
import dev.migrate.change.Create;
import dev.migrate.change.Effects;
import dev.migrate.change.FillColumn;
import dev.migrate.change.Obstacles;
import dev.migrate.schema.Column;
import dev.migrate.schema.DependentObject;
import dev.migrate.schema.Expression;
import dev.migrate.schema.PartOfTable;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SqlType;
import dev.migrate.schema.Table;

/**
 * The dialect of a database product.
 */
public interface Dialect extends Conversions {

	/**
	 * Return the product's short name, which is Liquibase's too.
	 * @return for example {@code postgresql}
	 */
	String name();

	/**
	 * Return whether this dialect is the one of a product.
	 * @param productName the name, as
	 * {@link java.sql.DatabaseMetaData#getDatabaseProductName()} returns it
	 * @return {@code true} if it is
	 */
	boolean isFor(String productName);

	/**
	 * Return whether this dialect is the one of the server that a driver is connected to.
	 * @param metaData the metadata of the driver
	 * @return {@code true} if it is
	 * @throws SQLException if the database cannot be accessed
	 */
	default boolean isFor(DatabaseMetaData metaData) throws SQLException {
		return isFor(metaData.getDatabaseProductName());
	}

	/**
	 * Return whether the database of a URL is in this process and ends with it.
	 * @param jdbcUrl the URL
	 * @return {@code true} for a database in memory
	 */
	boolean isInProcess(String jdbcUrl);

	/**
	 * Find the scope of a comparison.
	 * @param connection a connection to the database
	 * @param defaultSchema the schema of unqualified names, empty for the connection's
	 * own
	 * @param others the other schemas that entities name
	 * @return the scope, with names as the catalog stores them
	 * @throws SQLException if the database cannot be accessed
	 */
	SchemaScope scope(Connection connection, String defaultSchema, List<String> others) throws SQLException;

	/**
	 * Bring a schema into the form that {@link #read(Connection, SchemaScope)} returns:
	 * types, names that are too long, the name of the default schema, names for unnamed
	 * objects.
	 * @param schema the schema, of either side
	 * @param scope the schemas to read
	 * @return the canonical form, which is idempotent
	 */
	Schema canonical(Schema schema, SchemaScope scope);

	/**
	 * Return the naming rules of the product.
	 * @return the rules
	 */
	Naming naming();

	/**
	 * Read the schema of a database, in a fixed number of statements.
	 * @param connection a connection to the database, left as it was found
	 * @param scope the schemas to read
	 * @return the schema in canonical form, with every aspect defined
	 * @throws SQLException if the database cannot be accessed
	 */
	CatalogSchema read(Connection connection, SchemaScope scope) throws SQLException;

	/**
	 * Let the database normalize the types and expressions of tables that need not exist,
	 * without a lasting change.
	 * @param connection a connection to the database, outside of a transaction
	 * @param tables the tables in canonical form
	 * @param scope the schemas to read
	 * @return the tables that the database could normalize, with the canonical text of
	 * their types, defaults, generation expressions and checks, otherwise unchanged
	 * @throws SQLException if the database cannot be accessed
	 */
	List<Table> normalize(Connection connection, List<Table> tables, SchemaScope scope) throws SQLException;

	/**
	 * Return whether a transaction can span statements that alter the schema.
	 * @return {@code false} if each of them is committed by itself
	 */
	boolean hasTransactionalDdl();

	/**
	 * Divide changes into the steps in which the product can carry them out.
	 * @param changes the changes from the current schema to the desired one
	 * @param current the current schema, as {@link #read(Connection, SchemaScope)}
	 * returned it, with the new names if the changes rename objects
	 * @return the steps, in order
	 */
	default List<Step> plan(Changes changes, CatalogSchema current) {
		return Step.of(changes.units(obstacles(current)), this);
	}

	/**
	 * Return what prevents changes on the product.
	 * @param current the schema before the changes, with its dependent objects
	 * @return the obstacles
	 */
	default Obstacles obstacles(CatalogSchema current) {
		return new Obstacles() {

			@Override
			public List<PartOfTable> parts(Change change) {
				return preventing(change, current.schema());
			}

			@Override
			public List<DependentObject> dependents(Change change) {
				return preventing(change, current);
			}

		};
	}

	/**
	 * Find the parts of tables that prevent a change on the product.
	 * @param change the change
	 * @param current the schema before the change
	 * @return the parts; none unless the product needs it
	 */
	default List<PartOfTable> preventing(Change change, Schema current) {
		return List.of();
	}

	/**
	 * Find the dependent objects that prevent a change on the product.
	 * @param change the change
	 * @param current the schema before the change, with its dependent objects
	 * @return the objects, with all that depend on them; none unless the product needs it
	 */
	default List<DependentObject> preventing(Change change, CatalogSchema current) {
		return List.of();
	}

	/**
	 * Read the dependent objects of a database, in a fixed number of statements.
	 * @param connection a connection to the database, left as it was found
	 * @param scope the schemas to read
	 * @param current the schema, as {@link #read(Connection, SchemaScope)} returned it
	 * @return the objects; none if the product cannot name them
	 * @throws SQLException if the database cannot be accessed
	 */
	default Dependents dependents(Connection connection, SchemaScope scope, Schema current) throws SQLException {
		return Dependents.NONE;
	}

	/**
	 * Return the condition under which a value does not fit another type. Its evaluation
	 * may fail too if there is such a value.
	 * @param column the column as SQL
	 * @param from the type now, in canonical form
	 * @param to the type afterwards, in canonical form
	 * @return the condition as SQL; empty if every value fits, or if it is not known
	 */
	default Optional<String> misfit(String column, SqlType from, SqlType to) {
		Optional<TypeRange> before = range(from);
		Optional<TypeRange> after = range(to);
		Optional<String> outside = before.flatMap((range) -> after
			.flatMap((other) -> range.misfit(column, other, ddl().asText(column, other.size() + 1))));
		if (outside.isPresent()
				|| (before.filter(TypeRange::isDated).isPresent() && after.filter(TypeRange::isDated).isPresent())) {
			return outside;
		}
		return conversion(column, from, to).map((value) -> "(" + value + ") is null and " + column + " is not null");
	}

	/**
	 * Return the value that altering the type of a column makes of its value.
	 * @param column the column as SQL
	 * @param from the type now, in canonical form
	 * @param to the type afterwards, in canonical form
	 * @return an expression that is null or fails for a value for which that fails; empty
	 * if it fails for none, or if that is not known
	 */
	default Optional<String> conversion(String column, SqlType from, SqlType to) {
		return Optional.empty();
	}

	@Override
	default boolean accepts(SqlType from, SqlType to) {
		return Conversions.super.accepts(from, to)
				&& (between(from, to) != Conversion.LOSES_DATA || fitsWhenRounded(from, to));
	}

	private boolean fitsWhenRounded(SqlType from, SqlType to) {
		Optional<TypeRange> before = range(from).filter(TypeRange::isNumber);
		Optional<TypeRange> after = range(to).filter(TypeRange::isNumber);
		return (before.isPresent() && after.isPresent()) ? before.get().misfit("x", after.get(), "x").isEmpty()
				: misfit("x", from, to).isEmpty();
	}

	/**
	 * Return what the product does while it carries out a change.
	 * @param current the schema before the changes, with the new names if they rename
	 * objects
	 * @return the effects; not measured unless the product says otherwise
	 */
	default Effects effects(Schema current) {
		return new MeasuredEffects(this, Operation.notMeasured(), current);
	}

	/**
	 * Return whether the product can add a generated column to a table with rows.
	 * @param column the column
	 * @return {@code false} if the table has to be empty
	 */
	default boolean canCompute(Column column) {
		return true;
	}

	/**
	 * Return the range of the values of a type.
	 * @param type the type, in canonical form
	 * @return the range; empty for an array, or if it is not known
	 */
	default Optional<TypeRange> range(SqlType type) {
		return Optional.empty();
	}

	/**
	 * Return the renderer of the changes of the product.
	 * @return the renderer
	 */
	StandardDdl ddl();

	/**
	 * Return the statements that carry out a change, without a terminator.
	 * @param change the change, in canonical form
	 * @return the statements, in order
	 */
	default List<String> statements(Change change) {
		return change.accept(ddl());
	}

	/**
	 * Return the statements that undo a change. A column that is restored has lost its
	 * values; if it requires one, existing rows get a {@linkplain #neutral(SqlType)
	 * neutral} value, without which the table could not be restored.
	 * @param change the change, in canonical form
	 * @return the statements, in order
	 */
	default List<String> undoing(Change change) {
		Change reverse = change.reverse();
		if (!(reverse instanceof Create create) || !(create.part() instanceof Column column) || column.nullable()
				|| column.isFilled()) {
			return statements(reverse);
		}
		Optional<String> value = neutral(column.type());
		if (value.isEmpty()) {
			return statements(reverse);
		}
		QualifiedName table = create.object();
		Column optional = column.withNullable(true);
		List<String> statements = new ArrayList<>(statements(Create.of(table, optional)));
		statements.addAll(statements(new FillColumn(table, optional, new Expression(value.get()))));
		statements.addAll(statements(new AlterColumn(table, Aspect.NULLABILITY, optional, column)));
		return List.copyOf(statements);
	}

	/**
	 * Return a value of a type that means nothing.
	 * @param type the type, in canonical form
	 * @return the value as SQL, such as {@code 0} or the current date; empty if there is
	 * none, or if the product does without
	 */
	default Optional<String> neutral(SqlType type) {
		return range(type).map(TypeRange::kind).flatMap(TypeRange.Kind::neutral);
	}

	/**
	 * Return the scratch database support of the product.
	 * @return the scratch support; empty if there is none
	 */
	default Optional<Scratch> scratch() {
		return Optional.empty();
	}

	/**
	 * Return the locks that end with the session that holds them.
	 * @return the locks; empty if the product has none
	 */
	default Optional<SessionLocks> sessionLocks() {
		return Optional.empty();
	}

	/**
	 * Return how the statements of the product wait for the locks of other sessions.
	 * @return the lock waits; those of a product that waits without a limit, by default
	 */
	default LockWaits lockWaits() {
		return (failure) -> false;
	}

	/**
	 * Return whether a statement has failed since it has taken effect before.
	 * @param sql the statement
	 * @param failure the error of the database
	 * @return {@code true} if what the statement creates is there, or if what it drops or
	 * renames is not
	 */
	default boolean isRepeated(String sql, SQLException failure) {
		return false;
	}

	/**
	 * Return whether a statement has failed since the user may not run it. The codes of
	 * the products do not overlap: an error of another one is none.
	 * @param failure the error of the database
	 * @return {@code true} if the user lacks a privilege, or does not own the object
	 */
	default boolean isPrivilegeMissing(SQLException failure) {
		return false;
	}

	/**
	 * Return the statement by which the constraints are checked that a transaction has
	 * deferred to its end.
	 * @return the statement; empty if the product has no such constraints
	 */
	default Optional<String> checkOfDeferredConstraints() {
		return Optional.empty();
	}

	/**
	 * Return the statements that have to run before a statement, since it may have been
	 * interrupted before.
	 * @param connection a connection to the database
	 * @param sql the statement
	 * @return the statements, none of which loses data; none for most statements
	 * @throws SQLException if the database cannot be accessed
	 */
	default List<String> repairs(Connection connection, String sql) throws SQLException {
		return List.of();
	}

	/**
	 * Return the inspection of the product's servers.
	 * @return the inspection
	 */
	default ServerInspection inspection() {
		return ServerInspection.NONE;
	}

	/**
	 * Find the unmanaged objects of a database: those that a comparison does not read.
	 * @param connection a connection to the database
	 * @param scope the schemas to read
	 * @return the objects by kind
	 * @throws SQLException if the database cannot be accessed
	 */
	default List<UnmanagedObjects> unmanagedObjects(Connection connection, SchemaScope scope) throws SQLException {
		Map<String, String> queries = new LinkedHashMap<>();
		queries.put("view", "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.VIEWS WHERE TABLE_SCHEMA IN (:schemas)");
		queries.put("routine",
				"SELECT DISTINCT ROUTINE_NAME FROM INFORMATION_SCHEMA.ROUTINES WHERE ROUTINE_SCHEMA IN (:schemas)");
		queries.put("trigger",
				"SELECT DISTINCT TRIGGER_NAME FROM INFORMATION_SCHEMA.TRIGGERS WHERE TRIGGER_SCHEMA IN (:schemas)");
		return UnmanagedObjects.read(connection, scope, queries);
	}

}
