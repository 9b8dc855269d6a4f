package dev.migrate.entity;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.migrate.schema.Check;
import dev.migrate.schema.Clauses;
import dev.migrate.schema.Expression;
import dev.migrate.schema.Omission;
import org.hibernate.boot.Metadata;
import org.hibernate.dialect.Dialect;
import org.hibernate.mapping.AggregateColumn;
import org.hibernate.mapping.BasicValue;
import org.hibernate.mapping.CheckConstraint;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Selectable;
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

	private final Set<Selectable> discriminators = Collections.newSetFromMap(new IdentityHashMap<>());

	private final Omissions omissions;

	CheckReader(Metadata metadata, CatalogNames names, Omissions omissions) {
		this.omissions = omissions;
		this.dialect = metadata.getDatabase().getDialect();
		this.names = names;
		metadata.getEntityBindings()
			.stream()
			.filter((entity) -> entity.getDiscriminator() != null)
			.forEach((entity) -> this.discriminators.addAll(entity.getDiscriminator().getSelectables()));
		this.aggregateChecks = new AggregateChecks(this.dialect);
	}

	List<Check> read(Table table) {
		List<Check> checks = new ArrayList<>();
		if (this.dialect.supportsColumnCheck() || this.dialect.supportsTableCheck()) {
			table.getColumns().forEach((column) -> addChecks(checks, table, column));
		}
		if (this.dialect.supportsTableCheck()) {
			table.getChecks().forEach((check) -> checks.add(check(table, check)));
			for (Column column : table.getColumns()) {
				String condition = this.aggregateChecks.condition(column);
				if (!condition.isEmpty()) {
					checks.add(new Check("", new Expression(condition)));
				}
			}
		}
		return checks;
	}

	private void addChecks(List<Check> checks, Table table, Column column) {
		List<CheckConstraint> unnamed = column.getCheckConstraints()
			.stream()
			.filter(CheckConstraint::isAnonymous)
			.toList();
		if (unnamed.size() == 1) {
			Check check = new Check("", new Expression(unnamed.get(0).getConstraint()));
			checks.add(this.discriminators.contains(column) ? sorted(check) : check);
		}
		else if (!unnamed.isEmpty()) {
			// Hibernate reads the constraints of Bean Validation from a set, in an order
			// that differs from one start to the next. Here, a lower bound comes first.
			checks.add(new Check("",
					new Expression(unnamed.stream()
						.map(CheckConstraint::getConstraintInParens)
						.sorted(Comparator.reverseOrder())
						.collect(Collectors.joining(" and ")))));
		}
		column.getCheckConstraints()
			.stream()
			.filter(CheckConstraint::isNamed)
			.forEach((check) -> checks.add(check(table, check)));
	}

	private Check check(Table table, CheckConstraint check) {
		String options = this.dialect.appendCheckConstraintOptions(check, "");
		this.omissions.add(Omission.Kind.CHECK_OPTIONS, table, options);
		return new Check(this.names.of(check.getName()), new Expression(check.getConstraint()),
				new Clauses(options, ""));
	}

	/**
	 * Return the check of a column that distinguishes the entities of a table. Hibernate
	 * lists its values in the order in which it found the classes, so that they are
	 * sorted here.
	 * @param check the check
	 * @return the check with sorted values
	 */
	private Check sorted(Check check) {
		return check.withCondition(new Expression(check.condition().canonical()));
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
