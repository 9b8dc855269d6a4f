package dev.migrate.dialect.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.migrate.change.AlterColumn;
import dev.migrate.change.AlterEnumType;
import dev.migrate.dialect.Identifiers;
import dev.migrate.dialect.ReservedWords;
import dev.migrate.dialect.StandardDdl;
import dev.migrate.schema.Column;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Namespace;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Sequence;
import org.jspecify.annotations.Nullable;

/**
 * Renders changes for Oracle Database.
 */
final class OracleDdl extends StandardDdl {

	private static final Set<String> RESERVED = ReservedWords.read(OracleDdl.class, "reserved-words.txt");

	OracleDdl() {
		super(new Identifiers(Identifiers::upperCaseOfLetters, RESERVED));
	}

	@Override
	public boolean takesSeveralStatements() {
		return false;
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * The effect of Liquibase's own changes on a server is unknown.
	 */
	@Override
	public boolean hasTypedChanges() {
		return false;
	}

	@Override
	protected String failUnless(String condition) {
		return super.failUnless(condition) + " from dual";
	}

	@Override
	public String productCheck() {
		return "select count(*) from product_component_version where product like 'Oracle%' and rownum = 1";
	}

	@Override
	public String rowCheck(QualifiedName table) {
		return "select count(*) from " + name(table) + " where rownum = 1";
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * A schema is a user, which an administrator has to create.
	 */
	@Override
	protected List<String> create(Namespace schema) {
		return List.of("""
				declare
				    known number;
				begin
				    select count(*) into known from all_users where username = %s;
				    if known = 0 then
				        raise_application_error(-20000, %s);
				    end if;
				end;""".formatted(Identifiers.literal(schema.name()),
				Identifiers.literal("A schema of Oracle is a user: create the user " + schema.name() + " first")));
	}

	@Override
	protected List<String> drop(Namespace schema) {
		// A schema with unmanaged objects is kept.
		return List.of("begin null; end;");
	}

	@Override
	protected List<String> create(EnumType type) {
		return List.of(domain(type));
	}

	@Override
	protected List<String> drop(EnumType type) {
		return List.of("drop domain " + name(type.name()));
	}

	@Override
	public List<String> visit(AlterEnumType change) {
		return List.of("drop domain " + name(change.from().name()), domain(change.to()));
	}

	@Override
	protected List<String> create(QualifiedName table, Column column) {
		List<String> statements = new ArrayList<>(super.create(table, column));
		statements.set(0, alter(table) + "add (" + definition(column) + ")");
		return List.copyOf(statements);
	}

	@Override
	protected List<String> restart(Sequence sequence, String query) {
		return List.of("""
				declare
				    next_value number;
				begin
				    %s;
				    execute immediate %s || next_value;
				end;""".formatted(query.replaceFirst(" end from ", " end into next_value from "),
				Identifiers.literal("alter sequence " + name(sequence.name()) + " restart start with ")));
	}

	@Override
	public List<String> visit(AlterColumn change) {
		Column to = change.to();
		return switch (change.aspect()) {
			case NULLABILITY -> List.of(modify(change, to.nullable() ? "null" : "not null"));
			case DEFAULT -> List.of(modify(change, "default " + (to.hasDefault() ? to.defaultValue() : "null")));
			case TYPE, FORMULA, IDENTITY, COLLATION, COMMENT -> super.visit(change);
		};
	}

	@Override
	protected List<String> alterType(AlterColumn change) {
		return List.of(modify(change,
				change.to().type() + (change.to().hasDefault() ? " default " + change.to().defaultValue() : "")));
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * An identity cannot be added to an existing column.
	 */
	@Override
	protected List<String> alterIdentity(AlterColumn change) {
		Identity from = change.from().identity();
		Identity to = change.to().identity();
		boolean numbered = from != null && from.isPresent();
		if (to == null || !to.isPresent()) {
			return List.of(modify(change, "drop identity"));
		}
		if (!numbered) {
			String column = change.table() + "." + change.to().name();
			return List.of("begin raise_application_error(-20000, "
					+ Identifiers.literal("Oracle cannot add an identity to the column " + column
							+ ", which exists: write a revision by hand that adds another column")
					+ "); end;");
		}
		return List.of(modify(change, identity(to)));
	}

	@Override
	protected List<String> alterCollation(AlterColumn change) {
		return List.of(modify(change, change.to().type() + collation(change.to().collation())));
	}

	@Override
	protected List<String> alterFormula(AlterColumn change) {
		List<String> statements = new ArrayList<>();
		statements.addAll(drop(change.table(), change.from()));
		statements.addAll(create(change.table(), change.to()));
		return List.copyOf(statements);
	}

	@Override
	protected String collation(@Nullable String collation) {
		return (collation != null && !collation.isEmpty()) ? " collate " + collation.replaceAll("[^\\w]", "") : "";
	}

	@Override
	protected String noComment() {
		return "''";
	}

	@Override
	public boolean hasPartialIndexes() {
		return false;
	}

	private String modify(AlterColumn change, String what) {
		return alter(change.table()) + "modify (" + name(change.to().name()) + " " + what + ")";
	}

	private String domain(EnumType type) {
		return "create domain " + name(type.name()) + " as enum " + String.join(", ", type.values());
	}

}
