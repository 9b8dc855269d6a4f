package dev.migrate.dialect.hsqldb;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.change.AlterColumn;
import dev.migrate.change.RenameColumn;
import dev.migrate.dialect.Identifiers;
import dev.migrate.dialect.ReservedWords;
import dev.migrate.dialect.StandardDdl;
import dev.migrate.dialect.TypeRange.Kind;
import dev.migrate.schema.Column;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.SqlType;

/**
 * Renders changes for HSQLDB.
 */
final class HsqldbDdl extends StandardDdl {

	private static final Set<String> RESERVED = ReservedWords.read(HsqldbDdl.class, "reserved-words.txt");

	private static final Set<String> QUOTED_BY_LIQUIBASE = ReservedWords.read(HsqldbDdl.class,
			"liquibase-reserved-words.txt");

	/**
	 * The types that Liquibase keeps.
	 */
	private static final Pattern KEPT = Pattern
		.compile("(?i)bigint|integer|smallint|boolean|date|varchar\\(\\d+\\)|numeric\\(\\d+, ?\\d+\\)");

	/**
	 * A column that is added and dropped immediately.
	 */
	private static final String TEMPORARY_COLUMN = "migrate_passing";

	HsqldbDdl() {
		super(new Identifiers(Identifiers::upperCaseOfLetters,
				Stream.of(RESERVED, QUOTED_BY_LIQUIBASE).flatMap(Set::stream).collect(Collectors.toSet())));
	}

	/**
	 * Return the renderer of names as HSQLDB prints them, which quotes less than that for
	 * Liquibase.
	 * @return the renderer
	 */
	static Identifiers printed() {
		return new Identifiers(Identifiers::upperCaseOfLetters, RESERVED);
	}

	@Override
	public boolean isKeptByLiquibase(SqlType type) {
		return KEPT.matcher(type.text()).matches();
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * Liquibase starts the identity at 0.
	 */
	@Override
	public boolean isKeptByLiquibase(Identity identity) {
		return false;
	}

	@Override
	protected String failUnless(String condition) {
		return "values (1 / (case when " + condition + " then 1 else 0 end))";
	}

	@Override
	public String productCheck() {
		return "select count(*) from information_schema.system_schemas where table_schem = 'INFORMATION_SCHEMA'";
	}

	@Override
	public List<String> visit(RenameColumn change) {
		return List
			.of(alter(change.table()) + "alter column " + name(change.from()) + " rename to " + name(change.to()));
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * HSQLDB keeps a default while the type changes, and can no longer read its own
	 * catalog if the two do not match.
	 */
	@Override
	protected List<String> alterType(AlterColumn change) {
		List<String> statements = new ArrayList<>();
		if (change.from().hasDefault() || change.to().hasDefault()) {
			statements.add(alterColumn(change) + "drop default");
		}
		if (isOf(change.from(), Kind.BOOLEAN) && isOf(change.to(), Kind.INTEGER)) {
			// There is no conversion, but one by way of a text.
			String column = name(change.to().name());
			statements.add(alterColumn(change) + "set data type varchar(5)");
			statements.add("update " + name(change.table()) + " set " + column + " = case upper(" + column
					+ ") when 'TRUE' then '1' when 'FALSE' then '0' end");
		}
		statements
			.add(alterColumn(change) + "set data type " + change.to().type() + collation(change.to().collation()));
		if (change.to().hasDefault()) {
			statements.add(alterColumn(change) + setDefault(change.to()));
		}
		return List.copyOf(statements);
	}

	private static boolean isOf(Column column, Kind kind) {
		return HsqldbTypes.range(column.type()).filter((range) -> range.kind() == kind).isPresent();
	}

	@Override
	protected List<String> alterIdentity(AlterColumn change) {
		Identity to = change.to().identity();
		List<String> statements = new ArrayList<>();
		if (change.from().isNumbered()) {
			statements.add(alterColumn(change) + "drop identity");
			if (!change.to().nullable()) {
				statements.add(alterColumn(change) + "set not null");
			}
		}
		if (to == null || !to.isPresent()) {
			if (change.to().hasDefault()) {
				statements.add(alterColumn(change) + setDefault(change.to()));
			}
			return List.copyOf(statements);
		}
		if (change.from().hasDefault()) {
			statements.add(alterColumn(change) + "drop default");
		}
		statements.add(alterColumn(change) + identity(to));
		// "restart with" takes no expression, but HSQLDB continues after the greatest
		// value when it copies a table.
		statements.add(alter(change.table()) + "add column " + name(TEMPORARY_COLUMN) + " integer");
		statements.add(alter(change.table()) + "drop column " + name(TEMPORARY_COLUMN));
		return List.copyOf(statements);
	}

	@Override
	protected List<String> alterCollation(AlterColumn change) {
		return List
			.of(alterColumn(change) + "set data type " + change.to().type() + collation(change.to().collation()));
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * Without a start value, HSQLDB starts at 0.
	 */
	@Override
	protected String identity(Identity identity) {
		boolean ones = identity.increment() == null || identity.increment() == 1;
		return "generated " + mode(identity) + " as identity (start with 1"
				+ (ones ? "" : " increment by " + identity.increment()) + ")";
	}

	@Override
	protected String noComment() {
		return "''";
	}

	@Override
	protected String referenced(QualifiedName table, QualifiedName referenced) {
		// HSQLDB resolves an unqualified name in the schema of the referencing table.
		boolean elsewhere = table.schema() != null && referenced.schema() == null;
		return name(elsewhere ? new QualifiedName("PUBLIC", referenced.name()) : referenced);
	}

	@Override
	protected String deferral(ForeignKey.Deferral deferral) {
		return "";
	}

	@Override
	public boolean hasPartialIndexes() {
		return false;
	}

	@Override
	protected String part(Index.Part part) {
		if (part.column() == null) {
			throw new IllegalArgumentException("HSQLDB indexes columns only, not " + part.expression());
		}
		return super.part(part);
	}

}
