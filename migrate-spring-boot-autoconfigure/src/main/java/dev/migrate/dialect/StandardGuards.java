package dev.migrate.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Sequence;

/**
 * Renders queries that check a database before it is changed.
 */
public abstract class StandardGuards extends SqlRenderer {

	/**
	 * Create the guards of a product.
	 * @param identifiers renders its names
	 */
	protected StandardGuards(Identifiers identifiers) {
		super(identifiers);
	}

	/**
	 * Return a query that returns 1 on this product, and fails or returns something else
	 * on all others.
	 * @return the query, on one line
	 */
	public abstract String productCheck();

	/**
	 * Return a query that returns 0 if a table has no rows, and reads one of them at
	 * most.
	 * @param table the table
	 * @return the query, on one line
	 */
	public String rowCheck(QualifiedName table) {
		return "select count(*) from (" + firstRow(name(table)) + ") existing";
	}

	/**
	 * Return a query that returns 0 if an expression is null for no row of a table, and
	 * stops at the first such row.
	 * @param table the table
	 * @param renamed the columns that the expression names differently: the name in the
	 * expression by the name in the table
	 * @param value the expression
	 * @return the query, on one line
	 */
	public String valueCheck(QualifiedName table, Map<String, String> renamed, String value) {
		return "select count(*) from (" + firstRow(underNewNames(table, renamed) + " where (" + value + ") is null")
				+ ") missing";
	}

	private String underNewNames(QualifiedName table, Map<String, String> renamed) {
		if (renamed.isEmpty()) {
			return name(table);
		}
		String columns = renamed.entrySet()
			.stream()
			.map((column) -> ", named." + name(column.getKey()) + " as " + name(column.getValue()))
			.collect(Collectors.joining());
		return "(select named.*" + columns + " from " + name(table) + " named) " + name(table.name());
	}

	/**
	 * Return a statement that fails unless a query returns an expected value.
	 * @param query the query, of one row and one column
	 * @param expected the expected value, as a text
	 * @return the statement
	 */
	public String failUnless(String query, String expected) {
		String literal = expected.matches("-?\\d{1,18}") ? expected : Identifiers.literal(expected);
		return failUnless("(" + query + ") = " + literal);
	}

	/**
	 * Return a statement that fails unless a condition holds.
	 * @param condition the condition
	 * @return the statement
	 */
	protected String failUnless(String condition) {
		return "select 1 / (case when " + condition + " then 1 else 0 end)";
	}

	/**
	 * Render a query for the first of some rows.
	 * @param rows the table, with an optional condition
	 * @return the query
	 */
	protected String firstRow(String rows) {
		return firstRows("select 1 from " + rows, 1);
	}

	/**
	 * Return a query with a number of rows at most.
	 * @param query the query, with its order
	 * @param rows the number
	 * @return the query
	 */
	public String firstRows(String query, int rows) {
		return query + " fetch first " + rows + ((rows == 1) ? " row only" : " rows only");
	}

	/**
	 * Return a query that returns 0 if no row has one of some values, and stops at the
	 * first row that has.
	 * @param table the table
	 * @param column the column, of whatever type
	 * @param values the values, as texts
	 * @return the query, on one line
	 */
	public String valueCheck(QualifiedName table, String column, List<String> values) {
		return "select count(*) from ("
				+ firstRow(name(table) + " where " + asText(name(column)) + " in "
						+ values.stream().map(Identifiers::literal).collect(Collectors.joining(", ", "(", ")")))
				+ ") existing";
	}

	/**
	 * Return a query that returns 0 if no row has a value in a column, and stops at the
	 * first row that has.
	 * @param table the table
	 * @param column the column
	 * @return the query, on one line
	 */
	public String filledCheck(QualifiedName table, String column) {
		return "select count(*) from (" + firstRow(name(table) + " where " + name(column) + " is not null")
				+ ") existing";
	}

	/**
	 * Return a query that returns 0 if no row holds null in a column, and stops at the
	 * first row that does.
	 * @param table the table
	 * @param column the column
	 * @return the query, on one line
	 */
	public String nullCheck(QualifiedName table, String column) {
		return existsCheck(table, name(column) + " is null");
	}

	/**
	 * Return a query that returns 0 if no row meets a condition, and stops at the first
	 * row that does.
	 * @param table the table
	 * @param condition the condition as SQL
	 * @return the query, on one line
	 */
	public String existsCheck(QualifiedName table, String condition) {
		return "select count(*) from (" + firstRow(name(table) + " where " + condition) + ") existing";
	}

	/**
	 * Return a query that returns 0 if no two rows have the same values in some columns,
	 * and stops at the first that have. A row with a null is equal to no other.
	 * @param table the table
	 * @param columns the columns
	 * @return the query, on one line
	 */
	public String duplicateCheck(QualifiedName table, List<String> columns) {
		return "select count(*) from (" + firstRow(grouped(table, columns)) + ") duplicates";
	}

	/**
	 * Return a query for the values that several rows have in some columns.
	 * @param table the table
	 * @param columns the columns
	 * @return the query, on one line
	 */
	public String duplicates(QualifiedName table, List<String> columns) {
		return "select " + list(columns) + " from " + grouped(table, columns);
	}

	private String grouped(QualifiedName table, List<String> columns) {
		return grouped(name(table), columns.stream().map(this::name).toList());
	}

	private static String grouped(String rows, List<String> columns) {
		String filled = columns.stream().map((column) -> column + " is not null").collect(Collectors.joining(" and "));
		return rows + " where " + filled + " group by " + String.join(", ", columns) + " having count(*) > 1";
	}

	/**
	 * Return a query that returns 0 if some expressions have different values for all
	 * rows of a table, and stops at the first two rows for which they are equal.
	 * @param table the table
	 * @param values the expressions
	 * @return the query, on one line
	 */
	public String duplicateValueCheck(QualifiedName table, List<String> values) {
		List<String> names = new ArrayList<>();
		List<String> selected = new ArrayList<>();
		for (String value : values) {
			names.add("value_" + (names.size() + 1));
			selected.add(value + " as " + names.get(names.size() - 1));
		}
		return "select count(*) from ("
				+ firstRow(grouped("(select " + String.join(", ", selected) + " from " + name(table) + ") made", names))
				+ ") duplicates";
	}

	/**
	 * Return a query that returns 0 if an expression can be evaluated for all rows of a
	 * table, and fails otherwise.
	 * @param table the table
	 * @param value the expression
	 * @return the query, on one line
	 */
	public String evaluationCheck(QualifiedName table, String value) {
		return existsCheck(table, "(" + value + ") is null and (" + value + ") is not null");
	}

	private String list(List<String> columns) {
		return columns.stream().map(this::name).collect(Collectors.joining(", "));
	}

	/**
	 * Return a query for the values of the rows that meet a condition.
	 * @param table the table
	 * @param columns the columns
	 * @param condition the condition as SQL
	 * @return the query, on one line
	 */
	public String values(QualifiedName table, List<String> columns, String condition) {
		return "select " + list(columns) + " from " + name(table) + " where " + condition;
	}

	/**
	 * Return a query that returns 0 if all rows that refer to another table find a row
	 * there, and stops at the first that does not.
	 * @param table the table
	 * @param columns the columns that refer to the other table
	 * @param parent the other table
	 * @param referenced its columns, in the same order
	 * @return the query, on one line
	 */
	public String orphanCheck(QualifiedName table, List<String> columns, QualifiedName parent,
			List<String> referenced) {
		return "select count(*) from (" + firstRow(unmatched(table, columns, parent, referenced)) + ") orphans";
	}

	/**
	 * Return a query for the values that find no row in another table.
	 * @param table the table
	 * @param columns the columns that refer to the other table
	 * @param parent the other table
	 * @param referenced its columns, in the same order
	 * @return the query, on one line
	 */
	public String orphans(QualifiedName table, List<String> columns, QualifiedName parent, List<String> referenced) {
		return "select " + columns.stream().map((column) -> "child." + name(column)).collect(Collectors.joining(", "))
				+ " from " + unmatched(table, columns, parent, referenced);
	}

	private String unmatched(QualifiedName table, List<String> columns, QualifiedName parent, List<String> referenced) {
		List<String> filled = new ArrayList<>();
		List<String> equal = new ArrayList<>();
		for (int i = 0; i < columns.size(); i++) {
			String column = "child." + name(columns.get(i));
			filled.add(column + " is not null");
			equal.add("parent." + name(referenced.get(i)) + " = " + column);
		}
		return name(table) + " child where " + String.join(" and ", filled) + " and not exists (select 1 from "
				+ name(parent) + " parent where " + String.join(" and ", equal) + ")";
	}

	/**
	 * Return a query for the value with which a sequence has to continue to be above the
	 * columns that it numbers. Hibernate's pooled optimizer uses the values below the one
	 * that it takes from the sequence, as many as the increment.
	 * @param sequence the sequence
	 * @return the query, on one line
	 */
	protected final String nextValue(Sequence sequence) {
		String values = sequence.numbers()
			.stream()
			.map((number) -> "select max(" + name(number.column()) + ") as used_value from " + name(number.table()))
			.collect(Collectors.joining(" union all "));
		String next = "max(used_value) + " + sequence.increment();
		return "select case when " + next + " > " + sequence.start() + " then " + next + " else " + sequence.start()
				+ " end from (" + values + ") used_values";
	}

	/**
	 * Render a column of whatever type as a text of at most 255 characters.
	 * @param column the column as SQL
	 * @return the expression
	 */
	protected final String asText(String column) {
		return asText(column, 255);
	}

	/**
	 * Render a column of whatever type as a text.
	 * @param column the column as SQL
	 * @param length the number of characters after which the text may be cut
	 * @return the expression
	 */
	protected String asText(String column, long length) {
		return "cast(" + column + " as varchar(" + length + "))";
	}

}
