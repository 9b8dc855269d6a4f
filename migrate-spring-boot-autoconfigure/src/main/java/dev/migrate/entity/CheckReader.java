package dev.migrate.entity;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import dev.migrate.schema.Check;
import dev.migrate.schema.Expression;
import org.hibernate.dialect.Dialect;
import org.hibernate.mapping.AggregateColumn;
import org.hibernate.mapping.BasicValue;
import org.hibernate.mapping.CheckConstraint;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Table;
import org.hibernate.tool.schema.internal.StandardTableExporter;
import org.hibernate.type.SqlTypes;

/**
 * Reads the checks that Hibernate would write for a table: the unnamed ones of a column
 * combined, the named ones separately.
 */
final class CheckReader {

	private final Dialect dialect;

	private final CatalogNames names;

	private final AggregateChecks aggregateChecks;

	CheckReader(Dialect dialect, CatalogNames names) {
		this.dialect = dialect;
		this.names = names;
		this.aggregateChecks = new AggregateChecks(dialect);
	}

	List<Check> read(Table table) {
		List<Check> checks = new ArrayList<>();
		if (this.dialect.supportsColumnCheck() || this.dialect.supportsTableCheck()) {
			table.getColumns().forEach((column) -> addChecks(checks, column));
		}
		if (this.dialect.supportsTableCheck()) {
			table.getChecks().forEach((check) -> checks.add(check(check)));
			for (Column column : table.getColumns()) {
				String condition = this.aggregateChecks.condition(column);
				if (!condition.isEmpty()) {
					checks.add(new Check("", new Expression(condition)));
				}
			}
		}
		return checks;
	}

	private void addChecks(List<Check> checks, Column column) {
		List<CheckConstraint> unnamed = column.getCheckConstraints()
			.stream()
			.filter(CheckConstraint::isAnonymous)
			.toList();
		if (unnamed.size() == 1) {
			checks.add(check(unnamed.get(0)));
		}
		else if (!unnamed.isEmpty()) {
			checks.add(new Check("",
					new Expression(unnamed.stream()
						.map(CheckConstraint::getConstraintInParens)
						.collect(Collectors.joining(" and ")))));
		}
		column.getCheckConstraints()
			.stream()
			.filter(CheckConstraint::isNamed)
			.forEach((check) -> checks.add(check(check)));
	}

	private Check check(CheckConstraint check) {
		return new Check(this.names.of(check.getName()), new Expression(check.getConstraint()));
	}

	/**
	 * Lets Hibernate write the check on the content of a document or structure.
	 */
	private static final class AggregateChecks extends StandardTableExporter {

		AggregateChecks(Dialect dialect) {
			super(dialect);
		}

		String condition(Column column) {
			if (!(column instanceof AggregateColumn aggregate) || isArray(aggregate)
					|| this.dialect.getAggregateSupport() == null
					|| !this.dialect.getAggregateSupport().supportsComponentCheckConstraints()) {
				return "";
			}
			StringBuilder clause = new StringBuilder();
			applyAggregateColumnCheck(clause, aggregate);
			return clause.isEmpty() ? "" : clause.substring(clause.indexOf("(") + 1, clause.length() - 1);
		}

		private static boolean isArray(AggregateColumn column) {
			return switch (((BasicValue) column.getValue()).getResolution().getJdbcType().getDefaultSqlTypeCode()) {
				case SqlTypes.STRUCT_ARRAY, SqlTypes.STRUCT_TABLE, SqlTypes.JSON_ARRAY, SqlTypes.XML_ARRAY,
						SqlTypes.ARRAY ->
					true;
				default -> false;
			};
		}

	}

}
