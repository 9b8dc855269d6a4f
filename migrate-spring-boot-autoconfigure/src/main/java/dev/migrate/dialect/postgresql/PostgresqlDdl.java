package dev.migrate.dialect.postgresql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.migrate.change.AlterColumn;
import dev.migrate.change.AlterEnumType;
import dev.migrate.dialect.Identifiers;
import dev.migrate.dialect.ReservedWords;
import dev.migrate.dialect.StandardDdl;
import dev.migrate.schema.Column;
import dev.migrate.schema.DependentObjects;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.Expression;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.Namespace;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SqlType;
import org.jspecify.annotations.Nullable;

/**
 * Renders changes for PostgreSQL.
 */
final class PostgresqlDdl extends StandardDdl {

	private static final Set<String> RESERVED = ReservedWords.read(PostgresqlDdl.class, "reserved-words.txt");

	/**
	 * The types that Liquibase keeps. It changes others, such as {@code varchar(255)[]}.
	 */
	private static final Pattern KEPT = Pattern.compile("""
			bigint|integer|smallint|boolean|date|uuid|text|double precision|(character varying|varchar)\\(\\d+\\)|\
			(numeric|decimal)\\(\\d+, ?\\d+\\)""");

	private static final Pattern LITERAL = Pattern.compile("""
			('(?:[^']|'')*')(?:::[\\w ."]+(?:\\([\\d, ]+\\))?(?: with(?:out)? time zone)?(?:\\[\\])*)?|\
			\\(?(-?\\d+(?:\\.\\d+)?)\\)?""");

	PostgresqlDdl() {
		super(new Identifiers(Identifiers::lowerCase, RESERVED));
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
		// H2 has this catalog too, without GIN.
		return "select count(*) from pg_catalog.pg_am where amname = 'gin'";
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * A schema with unmanaged objects is kept.
	 */
	@Override
	protected List<String> drop(Namespace schema) {
		return List.of(block("""
				begin
				    drop schema %s restrict;
				exception
				    when dependent_objects_still_exist then
				        raise notice 'the schema is not empty and stays';
				end""".formatted(name(schema.name()))));
	}

	@Override
	protected List<String> restart(Sequence sequence, String query) {
		return List.of("select setval(" + Identifiers.literal(name(sequence.name())) + ", (" + query + "), false)");
	}

	@Override
	protected List<String> create(EnumType type) {
		// Hibernate compares the type with texts.
		List<String> statements = new ArrayList<>(List.of(type(type.name(), type)));
		casts(type).forEach((cast) -> statements.add("create cast " + cast + " with inout as implicit"));
		return List.copyOf(statements);
	}

	private List<String> casts(EnumType type) {
		String name = name(type.name());
		return List.of("(varchar as " + name + ")", "(" + name + " as varchar)");
	}

	@Override
	protected List<String> drop(EnumType type) {
		List<String> statements = new ArrayList<>();
		casts(type).forEach((cast) -> statements.add("drop cast if exists " + cast));
		statements.add("drop type " + name(type.name()));
		return List.copyOf(statements);
	}

	@Override
	public List<String> visit(AlterEnumType change) {
		List<String> from = change.from().values();
		List<String> to = change.to().values();
		if (!change.isExtension()) {
			return List.of(replacement(change));
		}
		List<String> statements = new ArrayList<>();
		for (int i = 0; i < to.size(); i++) {
			if (!from.contains(to.get(i))) {
				statements.add("alter type " + name(change.to().name()) + " add value " + Identifiers.literal(to.get(i))
						+ place(from, to, i));
			}
		}
		return List.copyOf(statements);
	}

	@Override
	protected List<String> alterType(AlterColumn change) {
		Column from = change.from();
		Column to = change.to();
		String using = PostgresqlCasts.using(name(to.name()), from.type(), to.type());
		String type = alterColumn(change) + "type " + to.type() + collation(to.collation());
		if (using.isEmpty() && PostgresqlCasts.areKin(from.type(), to.type())) {
			return hasSerialType(to) ? List.of(type, serialType(change)) : List.of(type);
		}
		List<String> statements = new ArrayList<>();
		// A default has the old type, and PostgreSQL does not always convert it to the
		// new one.
		if (from.hasDefault()) {
			statements.add(alterColumn(change) + "drop default");
		}
		statements.add(using.isEmpty() ? type : type + " using " + using);
		if (to.hasDefault()) {
			statements.add(alterColumn(change) + "set default " + untyped(Objects.requireNonNull(to.defaultValue())));
		}
		return List.copyOf(statements);
	}

	private static String untyped(Expression value) {
		// A literal without a type takes the type of its column.
		Matcher literal = LITERAL.matcher(value.sql());
		if (!literal.matches()) {
			return value.sql();
		}
		return (literal.group(1) != null) ? literal.group(1) : Identifiers.literal(literal.group(2));
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * An index of a constraint can only be dropped with the constraint.
	 */
	@Override
	protected List<String> drop(QualifiedName table, Index index) {
		return index.isOfConstraint() ? List.of(dropConstraint(table, index.name())) : super.drop(table, index);
	}

	@Override
	protected List<String> drop(DependentObjects objects) {
		return new PostgresqlRecreation(identifiers()).drop(objects);
	}

	@Override
	protected List<String> create(DependentObjects objects) {
		return new PostgresqlRecreation(identifiers()).create();
	}

	@Override
	protected List<String> alterIdentity(AlterColumn change) {
		Identity from = Objects.requireNonNullElse(change.from().identity(), Identity.NONE);
		Identity to = Objects.requireNonNullElse(change.to().identity(), Identity.NONE);
		if (from.isPresent() && to.isPresent() && isSerial(from) == isSerial(to)) {
			return recount(change, from, to);
		}
		List<String> statements = new ArrayList<>();
		if (isSerial(from)) {
			statements.add(dropSerial(change));
		}
		else if (from.isPresent()) {
			statements.add(alterColumn(change) + "drop identity");
		}
		else if (change.from().hasDefault()) {
			statements.add(alterColumn(change) + "drop default");
		}
		if (isSerial(to)) {
			statements.addAll(addSerial(change, to));
			statements.add(restart(change.table(), change.to().name()));
		}
		else if (to.isPresent()) {
			statements.add(alterColumn(change) + "add " + identity(to));
			statements.add(restart(change.table(), change.to().name()));
		}
		else if (change.to().hasDefault()) {
			statements.add(alterColumn(change) + setDefault(change.to()));
		}
		return List.copyOf(statements);
	}

	private List<String> recount(AlterColumn change, Identity from, Identity to) {
		List<String> clauses = new ArrayList<>();
		if (to.increment() != null && !to.increment().equals(from.increment())) {
			clauses.add("increment by " + to.increment());
		}
		clauses.addAll(optionClauses(from.options(), to.options()));
		if (isSerial(to)) {
			return List.of(block("begin\n    execute 'alter sequence ' || " + serialSequence(change) + " || "
					+ Identifiers.literal(clauses.stream().map((clause) -> " " + clause).collect(Collectors.joining()))
					+ ";\nend"));
		}
		return List.of(alterColumn(change) + "set generated " + mode(to)
				+ clauses.stream().map((clause) -> " set " + clause).collect(Collectors.joining()));
	}

	private String serialType(AlterColumn change) {
		// Without this, the sequence ends at the maximum of the old type.
		return block("begin\n    execute 'alter sequence ' || " + serialSequence(change) + " || "
				+ Identifiers.literal(" as " + change.to().type()) + ";\nend");
	}

	private String dropSerial(AlterColumn change) {
		// The sequence has no other use. When the change is undone, it is recreated to
		// start above the greatest value.
		return block("declare\n    owned text := " + serialSequence(change) + ";\nbegin\n    " + alterColumn(change)
				+ "drop default;\n    execute 'drop sequence ' || owned;\nend");
	}

	private List<String> addSerial(AlterColumn change, Identity to) {
		QualifiedName table = change.table();
		QualifiedName sequence = new QualifiedName(table.schema(),
				PostgresqlNaming.ofSerial(table.name(), change.to().name()));
		return List.of(
				"create sequence " + name(sequence) + (hasSerialType(change.to()) ? " as " + change.to().type() : "")
						+ ((to.increment() != null) ? " increment by " + to.increment() : "") + options(to.options())
						+ " owned by " + name(table) + "." + name(change.to().name()),
				alterColumn(change) + "set default nextval(" + Identifiers.literal(name(sequence)) + ")");
	}

	@Override
	protected String type(Column column) {
		String text = super.type(column);
		if (column.identity() == null || !isSerial(column.identity())) {
			return text;
		}
		return switch (text) {
			case "smallint" -> "smallserial";
			case "integer" -> "serial";
			case "bigint" -> "bigserial";
			default -> text;
		};
	}

	@Override
	protected String numbered(Identity identity) {
		return isSerial(identity) ? "" : super.numbered(identity);
	}

	@Override
	protected List<String> alterCollation(AlterColumn change) {
		return List.of(alterColumn(change) + "type " + change.to().type() + collation(change.to().collation()));
	}

	@Override
	protected List<String> alterFormula(AlterColumn change) {
		if (change.to().isGenerated() || change.from().storage() == Column.Storage.STORED) {
			return super.alterFormula(change);
		}
		// A column that may be virtual has no stored values to keep, so they are computed
		// and stored.
		List<String> statements = new ArrayList<>(drop(change.table(), change.from()));
		statements.addAll(create(change.table(), change.to().withNullable(true)));
		statements.add("update " + name(change.table()) + " set " + name(change.to().name()) + " = "
				+ change.from().generatedAs());
		if (!change.to().nullable()) {
			statements.add(alterColumn(change) + "set not null");
		}
		return List.copyOf(statements);
	}

	@Override
	protected String storage(Column.@Nullable Storage storage) {
		return (storage != null) ? " " + storage.name().toLowerCase(Locale.ROOT) : "";
	}

	@Override
	protected String method(Index index) {
		return (index.method() != null && !index.method().equals("btree")) ? " using " + name(index.method()) : "";
	}

	private String restart(QualifiedName table, String column) {
		return "select setval(" + serialSequence(table, column) + ", (select coalesce(max(" + name(column)
				+ "), 0) + 1 from " + name(table) + "), false)";
	}

	private String serialSequence(AlterColumn change) {
		return serialSequence(change.table(), change.to().name());
	}

	private String serialSequence(QualifiedName table, String column) {
		return "pg_get_serial_sequence(" + Identifiers.literal(name(table)) + ", " + Identifiers.literal(column) + ")";
	}

	private boolean hasSerialType(Column column) {
		return !type(column).equals(column.type().text());
	}

	private static boolean isSerial(Identity identity) {
		return identity.mode() == Identity.Mode.SERIAL;
	}

	private String type(QualifiedName name, EnumType type) {
		return "create type " + name(name) + " as enum "
				+ type.values().stream().map(Identifiers::literal).collect(Collectors.joining(", ", "(", ")"));
	}

	private String replacement(AlterEnumType change) {
		// No value of a type can be dropped or moved, so the type is recreated and all
		// its columns are altered to the new one.
		QualifiedName name = change.to().name();
		QualifiedName next = new QualifiedName(name.schema(), name.name() + "_new");
		return block(
				"""
						declare
						    used record;
						    initial text;
						    casts text[] := '{}';
						    restored text;
						begin
						    %s;
						    for used in
						        select a.attrelid::regclass as owner, a.attname as name, pg_get_expr(d.adbin, d.adrelid) as value
						        from pg_attribute a
						            join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p')
						            left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
						        where a.atttypid = %s::regtype and not a.attisdropped and a.attinhcount = 0
						        order by 1, a.attnum
						    loop
						        execute format('alter table %%s alter column %%I drop default', used.owner, used.name);
						        execute format('alter table %%s alter column %%I type %%s using %%I::text::%%s',
						            used.owner, used.name, %s, used.name, %s);
						        if used.value is not null then
						            execute 'select (' || used.value || ')::text' into initial;
						            execute format('alter table %%s alter column %%I set default %%L', used.owner, used.name, initial);
						        end if;
						    end loop;
						    for used in
						        select format('(%%s as %%s)', castsource::regtype, casttarget::regtype) as types,
						            case castcontext when 'i' then ' as implicit' when 'a' then ' as assignment' else '' end as context
						        from pg_cast
						        where castmethod = 'i' and %s::regtype in (castsource, casttarget)
						    loop
						        execute format('drop cast %%s', used.types);
						        casts := casts || format('create cast %%s with inout%%s', used.types, used.context);
						    end loop;
						    drop type %s;
						    alter type %s rename to %s;
						    foreach restored in array casts loop
						        execute restored;
						    end loop;
						end"""
					.formatted(type(next, change.to()), Identifiers.literal(name(name)),
							Identifiers.literal(name(next)), Identifiers.literal(name(next)),
							Identifiers.literal(name(name)), name(name), name(next), name(name.name())));
	}

	private static String place(List<String> from, List<String> to, int index) {
		if (index > 0) {
			return " after " + Identifiers.literal(to.get(index - 1));
		}
		return from.isEmpty() ? "" : " before " + Identifiers.literal(from.get(0));
	}

	private static String block(String body) {
		String quote = body.contains("$$") ? "$block$" : "$$";
		return "do " + quote + "\n" + body + "\n" + quote;
	}

}
