package dev.migrate.dialect.h2;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.migrate.change.AlterColumn;
import dev.migrate.change.AlterEnumType;
import dev.migrate.change.Create;
import dev.migrate.change.Replace;
import dev.migrate.dialect.Identifiers;
import dev.migrate.dialect.ReservedWords;
import dev.migrate.dialect.StandardDdl;
import dev.migrate.schema.Column;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.Namespace;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SqlType;
import dev.migrate.schema.TablePart;
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

	/**
	 * The beginning of the name that a part has until the part of the same name that it
	 * replaces is dropped.
	 */
	private static final String PASSING = "MIGRATE_NEW_";

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
		return "select count(*) from INFORMATION_SCHEMA.SETTINGS where SETTING_NAME = 'info.VERSION_MAJOR'";
	}

	@Override
	public String printed(String name) {
		return Identifiers.quoted(name);
	}

	@Override
	protected List<String> restart(Sequence sequence, String query) {
		return List.of("alter sequence " + name(sequence.name()) + " restart with (" + query + ")");
	}

	@Override
	protected List<String> create(Sequence sequence) {
		return repeatable(super.create(sequence), "create sequence ", "create sequence if not exists ");
	}

	@Override
	protected List<String> create(QualifiedName table, Column column) {
		return repeatable(super.create(table, column), "add column ", "add column if not exists ");
	}

	@Override
	protected List<String> alterFormula(AlterColumn change) {
		return repeatable(super.alterFormula(change), "drop column ", "drop column if exists ");
	}

	// H2 commits each statement. A changeset of several is run again after a failure in
	// between.
	private static List<String> repeatable(List<String> statements, String clause, String conditional) {
		if (statements.size() < 2) {
			return statements;
		}
		List<String> repeatable = new ArrayList<>(statements);
		String first = statements.get(0);
		int place = first.indexOf(clause);
		repeatable.set(0, first.substring(0, place) + conditional + first.substring(place + clause.length()));
		return List.copyOf(repeatable);
	}

	@Override
	protected List<String> create(EnumType type) {
		return List.of(domain("create domain ", type.name(), type.values()));
	}

	@Override
	protected List<String> drop(EnumType type) {
		return List.of("drop domain " + name(type.name()) + " restrict");
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * H2 cannot change the length of a domain, so all columns are altered to a new one.
	 * It commits each statement, so the statements can be run again after a failure in
	 * between.
	 */
	@Override
	public List<String> visit(AlterEnumType change) {
		QualifiedName name = change.to().name();
		QualifiedName passing = new QualifiedName(name.schema(), PASSING + name.name());
		List<String> statements = new ArrayList<>();
		if (!change.removedValues().isEmpty()) {
			// A column whose type cannot change because of its rows would lose its
			// default.
			String alter = "alter domain if exists " + name(name);
			statements.add(alter + " drop constraint if exists " + name(passing.name()));
			statements.add(alter + " add constraint " + name(passing.name()) + " " + check(change.to().values()));
		}
		statements.add(domain("create domain if not exists ", passing, change.to().values()));
		for (EnumType.TypedColumn typed : change.from().columns()) {
			statements.add("alter table if exists " + name(typed.table()) + " alter column if exists "
					+ name(typed.column()) + " set data type " + name(passing));
		}
		statements.add("drop domain if exists " + name(name) + " restrict");
		statements.add("alter domain " + name(passing) + " rename to " + name(name.name()));
		return List.copyOf(statements);
	}

	@Override
	protected List<String> drop(QualifiedName table, PrimaryKey key) {
		return key.name().isEmpty() ? List.of(alter(table) + "drop primary key") : super.drop(table, key);
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * A part of the same name is created under another one first. H2 commits each
	 * statement, so the statements can be run again after a failure in between.
	 */
	@Override
	public List<String> visit(Replace change) {
		if (change.to().name().isEmpty() || change.from().name().isEmpty()) {
			return super.visit(change);
		}
		if (change.to() instanceof PrimaryKey) {
			List<String> statements = new ArrayList<>(List.of(dropIfExists(change.table(), change.from())));
			statements.addAll(visit(change.create()));
			return List.copyOf(statements);
		}
		QualifiedName table = change.table();
		boolean sameName = change.to().name().equals(change.from().name());
		TablePart created = sameName ? change.to().withName(PASSING + change.to().name()) : change.to();
		List<String> statements = new ArrayList<>();
		statements.add(dropIfExists(table, created));
		statements.addAll(visit(Create.of(table, created)));
		statements.add(dropIfExists(table, change.from()));
		if (sameName) {
			statements.add((created instanceof Index)
					? "alter index " + identifiers().of(table.schema(), created.name()) + " rename to "
							+ identifiers().of(table.schema(), change.to().name())
					: alter(table) + "rename constraint " + name(created.name()) + " to " + name(change.to().name()));
		}
		return List.copyOf(statements);
	}

	private String dropIfExists(QualifiedName table, TablePart part) {
		return (part instanceof Index) ? "drop index if exists " + identifiers().of(table.schema(), part.name())
				: alter(table) + "drop constraint if exists " + name(part.name());
	}

	@Override
	protected List<String> alterType(AlterColumn change) {
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
	protected List<String> drop(Namespace schema) {
		String drop = "drop schema " + identifiers().of(null, schema.name()) + " restrict";
		return List
			.of("execute immediate case when exists (select 1 from INFORMATION_SCHEMA.TABLES where TABLE_SCHEMA = "
					+ Identifiers.literal(schema.name()) + ") then 'select 1' else " + Identifiers.literal(drop)
					+ " end");
	}

	@Override
	protected List<String> alterIdentity(AlterColumn change) {
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
	protected List<String> alterCollation(AlterColumn change) {
		return List.of();
	}

	@Override
	protected String collation(@Nullable String collation) {
		return "";
	}

	@Override
	protected String referenced(QualifiedName table, QualifiedName referenced) {
		// H2 resolves an unqualified name in the schema of the referencing table. In
		// upper case and without quotes, the name of the default schema is found however
		// the database folds names.
		boolean elsewhere = table.schema() != null && referenced.schema() == null;
		return elsewhere ? "PUBLIC." + name(referenced.name()) : name(referenced);
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
			throw new IllegalArgumentException("H2 indexes columns only, not " + part.expression());
		}
		return super.part(part);
	}

	@Override
	protected String temporary() {
		return "local temporary";
	}

	private String domain(String create, QualifiedName name, List<String> values) {
		int length = values.stream().mapToInt(String::length).max().orElse(1);
		return create + name(name) + " as varchar(" + length + ") " + check(values);
	}

	private static String check(List<String> values) {
		return "check (value in "
				+ values.stream().map(Identifiers::literal).collect(Collectors.joining(", ", "(", "))"));
	}

	private static Long increment(@Nullable Identity identity) {
		return (identity != null && identity.increment() != null) ? identity.increment() : Long.valueOf(1);
	}

}
