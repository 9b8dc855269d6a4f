package dev.migrate.dialect.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import dev.migrate.change.AlterColumn;
import dev.migrate.change.AlterColumn.Aspect;
import dev.migrate.change.Change;
import dev.migrate.change.SchemaObject;
import dev.migrate.dialect.CatalogSchema;
import dev.migrate.dialect.DependentUsers;
import dev.migrate.dialect.DependentUses;
import dev.migrate.dialect.Dependents;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.schema.Column;
import dev.migrate.schema.DependentObject;
import dev.migrate.schema.DependentObject.Kind;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.PartOfTable;
import dev.migrate.schema.Schema;

/**
 * The dependent objects of MySQL and MariaDB. They let a table or column be renamed or
 * dropped, and what uses it fails from then on.
 */
final class MysqlDependents {

	/**
	 * The databases of the server itself.
	 */
	private static final String OWN = "('information_schema', 'performance_schema', 'mysql', 'sys')";

	/**
	 * The texts of objects, in a query for each kind: those of different tables of the
	 * catalog cannot be in one column.
	 */
	private static final List<String> TEXTS = List.of("""
			select 'VIEW' as kind, table_schema as object_schema, null as object_table, table_name as object_name,
			  view_definition as definition
			from information_schema.views where table_schema not in %s order by 2, 4""", """
			select 'TRIGGER' as kind, event_object_schema as object_schema, event_object_table as object_table,
			  trigger_name as object_name, action_statement as definition
			from information_schema.triggers where trigger_schema not in %s order by 2, 3, 4""",
			"""
					select routine_type as kind, routine_schema as object_schema, null as object_table, routine_name as object_name,
					  routine_definition as definition
					from information_schema.routines where routine_schema not in %s order by 1, 2, 4""",
			"""
					select 'EVENT' as kind, event_schema as object_schema, null as object_table, event_name as object_name,
					  event_definition as definition
					from information_schema.events where event_schema not in %s order by 2, 4""",
			"""
					select 'GENERATED_COLUMN' as kind, table_schema as object_schema, table_name as object_table,
					  column_name as object_name, generation_expression as definition
					from information_schema.columns
					where coalesce(generation_expression, '') <> '' and table_schema not in %s order by 2, 3, 4""", """
					select 'INDEX' as kind, table_schema as object_schema, table_name as object_table,
					  index_name as object_name, concat('`', column_name, '`') as definition
					from information_schema.statistics
					where index_type = 'FULLTEXT' and table_schema not in %s order by 2, 3, 4, 5""",
			"""
					select distinct 'PARTITION_KEY' as kind, p.table_schema as object_schema, p.table_name as object_table,
					  coalesce(nullif(p.partition_expression, ''), p.partition_method) as object_name,
					  concat(coalesce(p.partition_expression, ''), ' ',
					    coalesce(p.subpartition_expression, ''), ' ',
					    case when p.partition_method like '%%KEY' and coalesce(p.partition_expression, '') = ''
					      then coalesce(k.column_name, '') else '' end) as definition
					from information_schema.partitions p left join information_schema.key_column_usage k
					  on k.table_schema = p.table_schema and k.table_name = p.table_name and k.constraint_name = 'PRIMARY'
					where p.partition_name is not null and p.table_schema not in %s order by 2, 3, 5""",
			"""
					select 'PRIVILEGE' as kind, table_schema as object_schema, table_name as object_table,
					  grantee as object_name, concat('`', column_name, '`') as definition
					from information_schema.column_privileges where table_schema not in %s order by 2, 3, 4, 5""", """
					select 'PRIVILEGE' as kind, table_schema as object_schema, table_name as object_table,
					  grantee as object_name, concat('`', table_name, '`') as definition
					from information_schema.table_privileges where table_schema not in %s order by 2, 3, 4""");

	private static final String FOREIGN_KEYS = """
			select table_schema as object_schema, table_name as object_table, constraint_name as object_name,
			  referenced_table_schema as referenced_schema, referenced_table_name as referenced_table,
			  referenced_column_name as referenced_column
			from information_schema.key_column_usage
			where referenced_table_name is not null and table_schema not in %s
			order by 1, 2, 3, ordinal_position""";

	private MysqlDependents() {
	}

	static Dependents read(Connection connection, SchemaScope scope, Schema current) throws SQLException {
		return DependentUses.read(connection, current, scope, TEXTS.stream().map((sql) -> sql.formatted(OWN)).toList(),
				FOREIGN_KEYS.formatted(OWN));
	}

	static List<DependentObject> preventing(Change change, CatalogSchema current) {
		DependentUsers users = new DependentUsers(change, current);
		return Stream
			.of(users.ofRenamed().filter((object) -> object.kind() != Kind.INDEX), users.ofReplacedKey(),
					users.ofPartitionKey(), toForeignKey(change, current),
					users.ofAltered(EnumSet.of(Aspect.TYPE, Aspect.COLLATION, Aspect.FORMULA, Aspect.IDENTITY))
						.filter((object) -> isInTheWay(object, (AlterColumn) change)))
			.flatMap((objects) -> objects)
			.distinct()
			.toList();
	}

	private static boolean isInTheWay(DependentObject object, AlterColumn alter) {
		return switch (object.kind()) {
			case FOREIGN_KEY, PARTITION_KEY -> true;
			case GENERATED_COLUMN -> alter.aspect() == Aspect.FORMULA || alter.aspect() == Aspect.IDENTITY;
			case INDEX -> !isText(alter.to());
			default -> false;
		};
	}

	private static boolean isText(Column column) {
		String type = column.type().canonical().toLowerCase(Locale.ROOT);
		return type.contains("char") || type.contains("text");
	}

	// A table with partitions has no foreign keys, and none refers to it. One with an
	// action changes no column that a generated one uses.
	private static Stream<DependentObject> toForeignKey(Change change, CatalogSchema current) {
		PartOfTable part = change.createdPart();
		if (part == null || !(part.part() instanceof ForeignKey key)) {
			return Stream.empty();
		}
		Stream<DependentObject> partitions = Stream.of(part.table(), key.referencedTable())
			.flatMap((table) -> current.dependents().ofTable(table).stream())
			.filter((object) -> object.kind() == Kind.PARTITION_KEY);
		if (!hasAction(key)) {
			return partitions;
		}
		Stream<DependentObject> generated = key.columns()
			.stream()
			.map((column) -> SchemaObject.of(SchemaObject.Kind.COLUMN, part.table(), column))
			.flatMap((column) -> current.dependents().of(List.of(column)).stream())
			.filter((object) -> object.kind() == Kind.GENERATED_COLUMN);
		return Stream.concat(partitions, generated);
	}

	private static boolean hasAction(ForeignKey key) {
		return key.onDelete() != ForeignKey.Action.NO_ACTION || key.onUpdate() != ForeignKey.Action.NO_ACTION;
	}

}
