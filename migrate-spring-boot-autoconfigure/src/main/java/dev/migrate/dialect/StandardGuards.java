package dev.migrate.dialect;

import java.util.List;
import java.util.stream.Collectors;

import dev.migrate.schema.QualifiedName;

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
	 * @param value the expression
	 * @return the query, on one line
	 */
	public String valueCheck(QualifiedName table, String value) {
		return "select count(*) from (" + firstRow(name(table) + " where (" + value + ") is null") + ") missing";
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
		return "select 1 from " + rows + " fetch first 1 row only";
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
	 * Render a column of whatever type as a text.
	 * @param column the column as SQL
	 * @return the expression
	 */
	protected String asText(String column) {
		return "cast(" + column + " as varchar(255))";
	}

}
