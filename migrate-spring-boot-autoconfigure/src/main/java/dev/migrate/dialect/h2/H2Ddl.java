package dev.migrate.dialect.h2;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.migrate.change.ColumnChange;
import dev.migrate.change.ConstraintChange;
import dev.migrate.change.EnumTypeChange;
import dev.migrate.change.SchemaChange;
import dev.migrate.dialect.Identifiers;
import dev.migrate.dialect.ReservedWords;
import dev.migrate.dialect.StandardDdl;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.SqlType;
import org.jspecify.annotations.Nullable;

/**
 * Renders changes for H2.
 */
final class H2Ddl extends StandardDdl {

	private static final Set<String> RESERVED = ReservedWords.read(H2Ddl.class, "reserved-words.txt");

	/**
	 * The types that Liquibase keeps. It loses the precision or length of others.
	 */
	private static final Pattern KEPT = Pattern.compile("""
			bigint|integer|smallint|boolean|date|uuid|double precision|(character varying|varchar)\\(\\d+\\)|\
			(numeric|decimal)\\(\\d+, ?\\d+\\)""");

	H2Ddl() {
		super(new Identifiers(Identifiers::upperCase, RESERVED));
	}

	@Override
	public boolean isKeptByLiquibase(SqlType type) {
		return KEPT.matcher(type.text()).matches();
	}

	@Override
	public Optional<String> withoutParameters(String sql) {
		return Identifiers.withoutParameters(sql);
	}

	@Override
	public String productCheck() {
		return "select count(*) from information_schema.settings where setting_name = 'info.VERSION_MAJOR'";
	}

	@Override
	public String printed(String name) {
		return Identifiers.quoted(name);
	}

	@Override
	public List<String> visit(EnumTypeChange.CreateEnumType change) {
		return List.of(domain(change.type()));
	}

	@Override
	public List<String> visit(EnumTypeChange.DropEnumType change) {
		return List.of("drop domain " + name(change.type().name()) + " restrict");
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * H2 cannot change a domain: this fails while a column uses it.
	 */
	@Override
	public List<String> visit(EnumTypeChange.AlterEnumType change) {
		return List.of("drop domain " + name(change.from().name()) + " restrict", domain(change.to()));
	}

	@Override
	public List<String> visit(ConstraintChange.DropPrimaryKey change) {
		PrimaryKey key = change.key();
		return key.name().isEmpty() ? List.of(alter(change.table()) + "drop primary key") : super.visit(change);
	}

	@Override
	protected List<String> alterType(ColumnChange.AlterColumn change) {
		String type = change.to().type().text();
		String statement = alterColumn(change) + "set data type ";
		// H2 converts a large text only to a text.
		boolean twice = change.from().type().text().startsWith("CHARACTER LARGE") && !type.startsWith("CHARACTER");
		return twice ? List.of(statement + "CHARACTER VARYING", statement + type) : List.of(statement + type);
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * A schema with unmanaged objects is kept.
	 */
	@Override
	public List<String> visit(SchemaChange.DropSchema change) {
		String drop = "drop schema " + identifiers().of(null, change.name()) + " restrict";
		return List
			.of("execute immediate case when exists (select 1 from information_schema.tables where table_schema = "
					+ Identifiers.literal(change.name()) + ") then 'select 1' else " + Identifiers.literal(drop)
					+ " end");
	}

	@Override
	protected List<String> alterIdentity(ColumnChange.AlterColumn change) {
		Identity from = change.from().identity();
		Identity to = change.to().identity();
		if (to == null || !to.isPresent()) {
			List<String> statements = new ArrayList<>();
			statements.add(alterColumn(change) + "drop identity");
			if (change.to().hasDefault()) {
				statements.add(alterColumn(change) + setDefault(change.to()));
			}
			return List.copyOf(statements);
		}
		boolean numbered = change.from().isNumbered();
		List<String> statements = new ArrayList<>();
		if (!numbered && change.from().hasDefault()) {
			statements.add(alterColumn(change) + "drop default");
		}
		statements.add(alterColumn(change) + "set generated " + mode(to));
		if (to.increment() != null && !to.increment().equals(increment(from))) {
			statements.add(alterColumn(change) + "set increment by " + to.increment());
		}
		if (!numbered) {
			String column = name(change.to().name());
			statements.add(alterColumn(change) + "restart with (select coalesce(max(" + column + "), 0) + 1 from "
					+ name(change.table()) + ")");
		}
		return List.copyOf(statements);
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * H2 has one collation for the whole database.
	 */
	@Override
	protected List<String> alterCollation(ColumnChange.AlterColumn change) {
		return List.of();
	}

	@Override
	protected String collation(@Nullable String collation) {
		return "";
	}

	@Override
	protected String referenced(QualifiedName table, QualifiedName referenced) {
		// H2 resolves an unqualified name in the schema of the referencing table.
		boolean elsewhere = table.schema() != null && referenced.schema() == null;
		return name(elsewhere ? new QualifiedName("PUBLIC", referenced.name()) : referenced);
	}

	@Override
	protected String deferral(ForeignKey.Deferral deferral) {
		return "";
	}

	@Override
	protected String where(Index index) {
		return withoutCondition(index);
	}

	@Override
	protected String part(Index.Part part) {
		if (part.column() == null) {
			throw new IllegalArgumentException("H2 indexes columns only, not " + part.expression());
		}
		return super.part(part);
	}

	@Override
	protected String temporary() {
		return "local temporary";
	}

	private String domain(EnumType type) {
		QualifiedName name = type.name();
		return "create domain " + name(name) + " as enum "
				+ type.values().stream().map(Identifiers::literal).collect(Collectors.joining(", ", "(", ")"));
	}

	private static Long increment(@Nullable Identity identity) {
		return (identity != null && identity.increment() != null) ? identity.increment() : Long.valueOf(1);
	}

}
