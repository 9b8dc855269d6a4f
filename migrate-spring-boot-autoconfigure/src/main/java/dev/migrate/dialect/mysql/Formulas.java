package dev.migrate.dialect.mysql;

import java.util.Locale;

import dev.migrate.schema.Expression;

/**
 * Formulas of generated columns. One whose values are not stored says so at the end of
 * its text.
 */
final class Formulas {

	private static final String VIRTUAL = " virtual";

	private Formulas() {
	}

	/**
	 * Return a formula.
	 * @param sql the expression
	 * @param virtual whether its values are computed whenever they are read
	 * @return the formula
	 */
	static Expression of(String sql, boolean virtual) {
		return new Expression(virtual ? sql + VIRTUAL : sql);
	}

	/**
	 * Return whether the values are computed whenever they are read.
	 * @param formula the formula
	 * @return {@code true} where they are not stored
	 */
	static boolean isVirtual(Expression formula) {
		return formula.sql().toLowerCase(Locale.ROOT).endsWith(VIRTUAL);
	}

	/**
	 * Spell a formula as a part of a column's definition.
	 * @param formula the formula
	 * @return the clause
	 */
	static String clause(Expression formula) {
		boolean virtual = isVirtual(formula);
		String sql = virtual ? formula.sql().substring(0, formula.sql().length() - VIRTUAL.length()) : formula.sql();
		return "generated always as (" + sql + ")" + (virtual ? VIRTUAL : " stored");
	}

}
