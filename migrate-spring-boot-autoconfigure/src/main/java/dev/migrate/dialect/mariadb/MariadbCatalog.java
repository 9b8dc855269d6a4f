package dev.migrate.dialect.mariadb;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.migrate.dialect.Rows;
import dev.migrate.dialect.mysql.MysqlCatalog;
import dev.migrate.dialect.mysql.MysqlText;
import dev.migrate.schema.Expression;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SqlType;

/**
 * Reads the catalog of MariaDB in bulk.
 */
final class MariadbCatalog extends MysqlCatalog {

	private static final String CHECKS = """
			select constraint_schema as table_schema, table_name as table_name, constraint_name as constraint_name,
			  check_clause as condition_text
			from information_schema.check_constraints where constraint_schema in (:schemas)
			order by constraint_schema, table_name, constraint_name""";

	MariadbCatalog(Connection connection, String defaultSchema, Collection<String> schemas) {
		super(connection, defaultSchema, schemas);
	}

	@Override
	protected String checksQuery() {
		return CHECKS;
	}

	@Override
	protected Expression expression(String text) {
		return new Expression(text);
	}

	@Override
	protected Expression defaultValue(SqlType type, String value, boolean isExpression) {
		return value.equals("NULL") ? Expression.NONE : new Expression(value);
	}

	@Override
	protected List<Sequence> sequences(List<QualifiedName> names) throws SQLException {
		if (names.isEmpty()) {
			return List.of();
		}
		// A sequence is a table with one row.
		String union = IntStream.range(0, names.size())
			.mapToObj((i) -> "select " + i + " as place, start_value, increment from " + rendered(names.get(i)))
			.collect(Collectors.joining(" union all "));
		return Rows.read(connection(), union, List.of(), (rows) -> new Sequence(names.get(rows.getInt("place")),
				rows.getLong("start_value"), rows.getLong("increment")));
	}

	private String rendered(QualifiedName name) {
		String schema = (name.schema() != null) ? name.schema() : defaultSchema();
		return MysqlText.quoted(schema) + "." + MysqlText.quoted(name.name());
	}

}
