package dev.migrate.dialect.sqlserver;

import java.util.List;
import java.util.Map;

import dev.migrate.change.AlterColumn;
import dev.migrate.change.AlterColumn.Aspect;
import dev.migrate.change.RenameColumn;
import dev.migrate.change.RenameTable;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.schema.Column;
import dev.migrate.schema.Expression;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SqlserverDdl} and {@link SqlserverDialect}, without a server.
 */
class SqlserverDdlTests {

	private static final QualifiedName TABLE = new QualifiedName("shop", "it's");

	private final SqlserverDialect dialect = new SqlserverDialect();

	@Test
	void defaultIsFoundByItsColumnAndQuoted() {
		Column from = Column.of("Sta'te", "varchar(20)", false).withDefaultValue(new Expression("'a'"));
		assertThat(statements(Aspect.DEFAULT, from, from.withDefaultValue(new Expression("'b'")))).containsExactly("""
				declare @statement nvarchar(max) = (
				    select N'alter table shop."it''s" drop constraint ' + quotename(d.name)
				    from sys.default_constraints d
				        join sys.columns c on c.object_id = d.parent_object_id and c.column_id = d.parent_column_id
				    where d.parent_object_id = object_id(N'shop."it''s"') and c.name = N'Sta''te');
				if @statement is not null exec sp_executesql @statement""",
				"alter table shop.\"it's\" add default 'b' for \"Sta'te\"");
	}

	@Test
	void columnKeepsItsNullabilityAndDefaultWhenItsTypeChanges() {
		Column from = Column.of("amount", "int", false).withDefaultValue(new Expression("7"));
		List<String> statements = statements(Aspect.TYPE, from,
				Column.of("amount", "bigint", false).withDefaultValue(new Expression("7")));
		assertThat(statements).hasSize(3);
		assertThat(statements.subList(1, 3)).containsExactly(
				"alter table shop.\"it's\" alter column amount bigint not null",
				"alter table shop.\"it's\" add default 7 for amount");
	}

	@Test
	void renamesAreQuoted() {
		assertThat(this.dialect.statements(new RenameColumn(TABLE, "a", "it's")))
			.containsExactly("exec sp_rename N'shop.\"it''s\".a', N'it''s', 'COLUMN'");
		assertThat(this.dialect.statements(new RenameTable(TABLE, new QualifiedName("shop", "new"))))
			.containsExactly("exec sp_rename N'shop.\"it''s\"', N'new'");
	}

	@Test
	void unsupportedChangeFailsWithAMessage() {
		Column from = Column.of("id", "bigint", false).withIdentity(Identity.NONE);
		assertThat(statements(Aspect.IDENTITY, from, from.withIdentity(Identity.BY_DEFAULT))).singleElement()
			.asString()
			.startsWith("throw 50000, N'SQL Server cannot change");
	}

	@Test
	void uniqueIndexIgnoresNullsLikeTheOneThatWasRead() {
		Index desired = new Index("ux", List.of(Index.Part.of("a"), Index.Part.of("b]")), true, Expression.NONE, null,
				null);
		Index read = new Index("ux", desired.parts(), true, new Expression("([a] IS NOT NULL AND [b]]] IS NOT NULL)"),
				"nonclustered", null);
		assertThat(canonical(desired).where()).isEqualTo(canonical(read).where())
			.isEqualTo(new Expression("[b]]] IS NOT NULL"));
		assertThat(canonical(canonical(desired))).isEqualTo(canonical(desired));
	}

	@Test
	void parenthesesOfTheCatalogAreRemoved() {
		assertThat(SqlserverTypes.withoutParentheses(new Expression("((0))"))).isEqualTo(new Expression("0"));
		assertThat(SqlserverTypes.withoutParentheses(new Expression("([a]>(0))"))).isEqualTo(new Expression("[a]>(0)"));
		assertThat(SqlserverTypes.withoutParentheses(new Expression("(a) + (b)")))
			.isEqualTo(new Expression("(a) + (b)"));
		assertThat(SqlserverTypes.withoutParentheses(new Expression("(')(')"))).isEqualTo(new Expression("')('"));
	}

	@Test
	void checksOfRowsStopAtTheFirstRow() {
		assertThat(this.dialect.ddl().rowCheck(TABLE))
			.isEqualTo("select count(*) from (select top 1 1 as one from shop.\"it's\") existing");
		assertThat(this.dialect.ddl().filledCheck(TABLE, "a"))
			.isEqualTo("select count(*) from (select top 1 1 as one from shop.\"it's\" where a is not null) existing");
		assertThat(this.dialect.ddl().valueCheck(TABLE, Map.of(), "a"))
			.isEqualTo("select count(*) from (select top 1 1 as one from shop.\"it's\" where (a) is null) missing");
		assertThat(this.dialect.ddl().valueCheck(TABLE, "a", List.of("x", "y")))
			.isEqualTo("select count(*) from (select top 1 1 as one from shop.\"it's\" "
					+ "where cast(a as varchar(255)) in ('x', 'y')) existing");
	}

	private Index canonical(Index index) {
		Table table = new Table(TABLE, List.of(Column.of("a", "int", false), Column.of("b]", "int", true)), null,
				List.of(), List.of(), List.of(index), List.of(), null);
		return this.dialect.canonical(Schema.EMPTY.withTables(List.of(table)), SchemaScope.of("dbo", List.of()))
			.tables()
			.get(0)
			.indexes()
			.get(0);
	}

	private List<String> statements(Aspect aspect, Column from, Column to) {
		return this.dialect.statements(new AlterColumn(TABLE, aspect, from, to));
	}

}
