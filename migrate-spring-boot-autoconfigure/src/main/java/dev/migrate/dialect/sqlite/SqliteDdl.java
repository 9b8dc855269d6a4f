package dev.migrate.dialect.sqlite;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

import dev.migrate.change.AlterColumn;
import dev.migrate.change.AlterEnumType;
import dev.migrate.dialect.Identifiers;
import dev.migrate.dialect.ReservedWords;
import dev.migrate.dialect.StandardDdl;
import dev.migrate.schema.Column;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.Expression;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Namespace;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Renders changes for SQLite, which can do little more than add a column to a table.
 * Other changes recreate the table.
 */
final class SqliteDdl extends StandardDdl {

	private static final Set<String> RESERVED = ReservedWords.read(SqliteDdl.class, "reserved-words.txt");

	private static final Pattern LITERAL = Pattern
		.compile("[-+]?[0-9][0-9a-z.]*|x?'(?:[^']|'')*'|null|true|false|current_(?:date|time|timestamp)");

	private static final Pattern CONSTANT = Pattern.compile("[-+]?[0-9][0-9a-z.]*|x?'(?:[^']|'')*'|true|false");

	SqliteDdl() {
		super(new Identifiers(Identifiers::lowerCase, RESERVED));
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * On this product Liquibase recreates tables itself and loses parts that it does not
	 * support.
	 */
	@Override
	public boolean hasTypedChanges() {
		return false;
	}

	@Override
	public boolean takesSeveralStatements() {
		return false;
	}

	// A division by zero is null on this product.
	@Override
	protected String failUnless(String condition) {
		return "select case when " + condition + " then 1 else json('the check does not hold') end";
	}

	@Override
	public String productCheck() {
		return "select count(*) from (select sqlite_version())";
	}

	@Override
	protected List<String> create(Namespace schema) {
		return List.of();
	}

	@Override
	protected List<String> drop(Namespace schema) {
		return List.of();
	}

	@Override
	protected List<String> create(EnumType type) {
		return List.of();
	}

	@Override
	protected List<String> drop(EnumType type) {
		return List.of();
	}

	@Override
	public List<String> visit(AlterEnumType change) {
		return List.of();
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * SQLite cannot add a foreign key to a table.
	 */
	@Override
	protected List<ForeignKey> inlineForeignKeys(Table table) {
		return table.foreignKeys();
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * SQLite has no comments.
	 */
	@Override
	protected List<String> commentOnTable(QualifiedName table, String comment) {
		return List.of();
	}

	@Override
	protected List<String> commentOnColumn(QualifiedName table, Column column) {
		return List.of();
	}

	@Override
	protected List<String> alterType(AlterColumn change) {
		throw withoutStatement(change);
	}

	@Override
	protected List<String> alterIdentity(AlterColumn change) {
		throw withoutStatement(change);
	}

	@Override
	protected List<String> alterCollation(AlterColumn change) {
		throw withoutStatement(change);
	}

	private static IllegalStateException withoutStatement(AlterColumn change) {
		return new IllegalStateException("SQLite has no statement to " + change.description());
	}

	@Override
	protected String collation(@Nullable String collation) {
		return super.collation(collation);
	}

	@Override
	protected String storage(Column.@Nullable Storage storage) {
		return (storage == Column.Storage.VIRTUAL) ? " virtual" : " stored";
	}

	@Override
	public String firstRows(String query, int rows) {
		return query + " limit " + rows;
	}

	/**
	 * Return whether a column can be added to a table with rows, and dropped again.
	 * @param column the column
	 * @return {@code false} if its table has to be recreated
	 */
	static boolean isAddable(Column column) {
		return !column.isGenerated() && !column.isNumbered()
				&& (!column.hasDefault() || CONSTANT.matcher(column.defaultOrNone().sql()).matches());
	}

	/**
	 * Render a default so that it is valid where a literal is.
	 * @param value the default
	 * @return the clause
	 */
	String defaultOf(Expression value) {
		return "default " + (LITERAL.matcher(value.sql()).matches() ? value.sql() : "(" + value.sql() + ")");
	}

	@Override
	protected String specification(Column column) {
		StringBuilder text = new StringBuilder(type(column));
		text.append(collation(column.collation()));
		if (column.isGenerated()) {
			text.append(' ').append(formula(column));
		}
		else if (column.hasDefault()) {
			text.append(' ').append(defaultOf(column.defaultOrNone()));
		}
		return column.nullable() ? text.toString() : text.append(" not null").toString();
	}

	String formula(Column column) {
		return generated(Objects.requireNonNull(column.generatedAs())) + storage(column.storage());
	}

}
