package dev.migrate.dialect.mariadb;

import java.util.ArrayList;
import java.util.List;

import dev.migrate.dialect.mysql.MysqlDdl;
import dev.migrate.dialect.mysql.MysqlText;
import dev.migrate.schema.Check;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Sequence;

/**
 * Renders changes for MariaDB.
 */
final class MariadbDdl extends MysqlDdl {

	@Override
	public String productCheck() {
		return "select count(*) from information_schema.schemata where schema_name = 'mysql' "
				+ "and version() like '%MariaDB%'";
	}

	@Override
	protected List<String> create(Sequence sequence) {
		List<String> statements = new ArrayList<>();
		statements.add("create sequence " + name(sequence.name()) + " start with " + sequence.start() + " increment by "
				+ sequence.increment() + " nocache");
		statements.addAll(startAbove(sequence));
		return List.copyOf(statements);
	}

	@Override
	protected List<String> restart(Sequence sequence, String query) {
		return prepared("concat(" + MysqlText.literal("alter sequence " + name(sequence.name()) + " restart ") + ", ("
				+ query + "))");
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * A check in the definition of a column has the column's name, and is only dropped
	 * when the column is redefined without it.
	 */
	@Override
	protected List<String> drop(QualifiedName table, Check check) {
		return dropAnd(table, check, "");
	}

	@Override
	protected List<String> replace(QualifiedName table, Check from, Check to) {
		return dropAnd(table, from, ", add " + definition(to));
	}

	private List<String> dropAnd(QualifiedName table, Check check, String more) {
		String drop = alter(table) + "drop constraint " + name(check.name()) + more;
		if (!check.condition().sql().contains(MysqlText.quoted(check.name()))) {
			return List.of(drop);
		}
		String column = "concat(" + MysqlText.literal(alter(table) + "modify column " + name(check.name()))
				+ ", ' ', c.column_type, if(c.collation_name is null, '', concat(' collate ', c.collation_name)), "
				+ "case when c.generation_expression is null then '' else concat(' generated always as (', "
				+ "c.generation_expression, ') ', left(c.extra, 7)) end, "
				+ "if(c.is_nullable = 'NO', ' not null', ' null'), "
				+ "if(c.column_default is null or c.column_default = 'NULL', '', concat(' default ', c.column_default)), "
				+ "if(c.extra like '%GENERATED%', '', concat(' ', c.extra)), ' comment ', quote(c.column_comment), "
				+ MysqlText.literal(more) + ")";
		String where = "k.constraint_schema = %1$s and k.table_name = %2$s and k.constraint_name = %3$s "
				+ "and k.level = 'Column' and c.table_schema = %1$s and c.table_name = %2$s and c.column_name = %3$s";
		return prepared("coalesce((select " + column + " from information_schema.columns c, "
				+ "information_schema.check_constraints k where "
				+ where.formatted(schema(table), literal(table), MysqlText.literal(check.name())) + "), "
				+ MysqlText.literal(drop) + ")");
	}

	private static String literal(QualifiedName table) {
		return MysqlText.literal(table.name());
	}

}
