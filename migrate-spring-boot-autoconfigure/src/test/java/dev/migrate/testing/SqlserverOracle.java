package dev.migrate.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * An oracle based on SQL Server's standard views.
 */
final class SqlserverOracle extends Oracle {

	private static final List<String> QUERIES = List
		.of("select concat('schema ', schema_name) from information_schema.schemata where schema_owner = 'dbo'", """
				select concat('table ', table_schema, '.', table_name, ' ', table_type)
				from information_schema.tables""", """
				select concat('column ', c.table_schema, '.', c.table_name, '.', c.column_name, :order, ' ',
				  c.data_type, '(', c.character_maximum_length, ',', c.numeric_precision, ',', c.numeric_scale, ',',
				  c.datetime_precision, ') nullable ', c.is_nullable, ' default ', c.column_default, ' identity ',
				  columnproperty(object_id(concat(quotename(c.table_schema), '.', quotename(c.table_name))),
				    c.column_name, 'IsIdentity'), ' ', c.collation_name)
				from information_schema.columns c""", """
				select concat('formula ', object_name(object_id), '.', name, ' ', definition)
				from sys.computed_columns""", """
				select concat('constraint ', t.table_schema, '.', t.table_name, ' ', t.constraint_type, :name, ' (',
				  (select string_agg(k.column_name, ',') within group (order by k.ordinal_position)
				   from information_schema.key_column_usage k where k.constraint_schema = t.constraint_schema
				   and k.constraint_name = t.constraint_name), ')', c.check_clause, r.delete_rule, r.update_rule,
				  u.table_name)
				from information_schema.table_constraints t
				  left join information_schema.check_constraints c on c.constraint_schema = t.constraint_schema
				    and c.constraint_name = t.constraint_name
				  left join information_schema.referential_constraints r
				    on r.constraint_schema = t.constraint_schema and r.constraint_name = t.constraint_name
				  left join information_schema.table_constraints u
				    on u.constraint_schema = r.unique_constraint_schema
				    and u.constraint_name = r.unique_constraint_name""", """
				select concat('index on ', object_name(i.object_id), :index, ' unique ', i.is_unique, ' where ',
				  i.filter_definition, ' (', (select string_agg(concat(col_name(p.object_id, p.column_id), ' ',
				  p.is_descending_key), ',') within group (order by p.key_ordinal) from sys.index_columns p
				  where p.object_id = i.object_id and p.index_id = i.index_id), ')')
				from sys.indexes i join sys.objects o on o.object_id = i.object_id
				where o.is_ms_shipped = 0 and i.type > 0 and i.is_primary_key = 0 and i.is_unique_constraint = 0""", """
				select concat('sequence ', sequence_schema, '.', sequence_name, ' ', data_type, ' by ', increment,
				  :start) from information_schema.sequences""");

	@Override
	List<String> lines(Connection connection, Set<Ignore> ignored) throws SQLException {
		boolean named = !ignored.contains(Ignore.CONSTRAINT_NAMES);
		List<String> lines = new ArrayList<>();
		for (String sql : QUERIES) {
			String text = sql.replace(":name", named ? "t.constraint_name" : "''")
				.replace(":index", named ? "i.name" : "''")
				.replace(":order", ignored.contains(Ignore.COLUMN_ORDER) ? "''" : "c.ordinal_position")
				.replace(":start", ignored.contains(Ignore.SEQUENCE_POSITIONS) ? "''" : "start_value");
			query(connection, text).stream().filter((line) -> !isLiquibase(line)).forEach(lines::add);
		}
		return lines;
	}

}
