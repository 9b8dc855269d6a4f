package dev.migrate.dialect.mariadb;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.migrate.dialect.mysql.MysqlText;
import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.SqlType;
import dev.migrate.schema.Table;

/**
 * The types of MariaDB that differ from those of MySQL.
 */
final class MariadbTypes {

	private static final SqlType JSON = new SqlType("json");

	private MariadbTypes() {
	}

	/**
	 * Restore the type {@code json}, which is stored as a text with a generated check.
	 * @param table a table that was read
	 * @return the table, without such checks
	 */
	static Table withJson(Table table) {
		Set<String> documents = table.checks()
			.stream()
			.filter(MariadbTypes::isOfJson)
			.map(Check::name)
			.collect(Collectors.toSet());
		if (documents.isEmpty()) {
			return table;
		}
		List<Column> columns = table.columns()
			.stream()
			.map((column) -> (documents.contains(column.name()) && column.type().canonical().equals("longtext"))
					? column.withType(JSON).withCollation("") : column)
			.toList();
		List<Check> checks = table.checks()
			.stream()
			.filter((check) -> !isOfJson(check) || columns.stream()
				.noneMatch((column) -> column.name().equals(check.name()) && column.type().equals(JSON)))
			.toList();
		return table.withColumns(columns).withChecks(checks);
	}

	private static boolean isOfJson(Check check) {
		return check.condition().sql().equals("json_valid(" + MysqlText.quoted(check.name()) + ")");
	}

}
