package dev.migrate.dialect.oracle;

import java.util.List;

import dev.migrate.change.AlterColumn;
import dev.migrate.change.AlterColumn.Aspect;
import dev.migrate.change.Create;
import dev.migrate.schema.Column;
import dev.migrate.schema.Expression;
import dev.migrate.schema.Identity;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.SqlType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OracleDdl} and {@link OracleTypes}, without a server.
 */
class OracleDdlTests {

	private static final QualifiedName TABLE = QualifiedName.of("ITEM");

	private final OracleDialect dialect = new OracleDialect();

	@Test
	void columnsAreModified() {
		Column state = Column.of("STATE", "varchar2(20 char)", true);
		assertThat(statements(Aspect.TYPE, state, state.withType(new SqlType("varchar2(30 char)"))))
			.containsExactly("alter table item modify (state varchar2(30 char))");
		assertThat(statements(Aspect.NULLABILITY, state, state.withNullable(false)))
			.containsExactly("alter table item modify (state not null)");
		assertThat(statements(Aspect.DEFAULT, state, state.withDefaultValue(new Expression("'a'"))))
			.containsExactly("alter table item modify (state default 'a')");
		assertThat(statements(Aspect.DEFAULT, state, state.withDefaultValue(Expression.NONE)))
			.containsExactly("alter table item modify (state default null)");
		assertThat(this.dialect.statements(Create.of(TABLE, state)))
			.containsExactly("alter table item add (state varchar2(20 char))");
	}

	@Test
	void unsupportedChangeFailsWithAMessage() {
		Column id = Column.of("It's", "number(19,0)", false).withIdentity(Identity.NONE);
		assertThat(statements(Aspect.IDENTITY, id, id.withIdentity(Identity.BY_DEFAULT))).singleElement()
			.asString()
			.startsWith("begin raise_application_error(-20000, 'Oracle cannot add an identity to the column"
					+ " ITEM.It''s");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			integer                        | number(38,0)
			NUMBER                         | number
			number(19)                     | number(19,0)
			numeric(10,2)                  | number(10,2)
			double precision               | float(126)
			varchar2(255 CHAR)             | varchar2(255 char)
			varchar(10)                    | varchar2(10 byte)
			timestamp with time zone       | timestamp(6) with time zone
			TIMESTAMP(6) WITH TIME ZONE    | timestamp(6) with time zone
			raw(16)                        | raw(16)
			CLOB                           | clob
			""")
	void typeHasOneCanonicalForm(String text, String canonical) {
		SqlType type = OracleTypes.canonical(new SqlType(text));
		assertThat(type).isEqualTo(new SqlType(canonical));
		assertThat(OracleTypes.canonical(type)).isEqualTo(type);
	}

	private List<String> statements(Aspect aspect, Column from, Column to) {
		return this.dialect.statements(new AlterColumn(TABLE, aspect, from, to));
	}

}
