package dev.migrate.dialect.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * A parsed create-table statement, with the clauses of its columns. Each clause keeps its
 * text, so that unchanged ones are rendered as they were.
 *
 * @param columns the columns, in order
 * @param constraints the constraints of the table, in order
 * @param options the options after the parentheses
 */
record SqliteDefinition(List<Column> columns, List<Clause> constraints, String options) {

	SqliteDefinition {
		columns = List.copyOf(columns);
		constraints = List.copyOf(constraints);
	}

	/**
	 * Parse a statement.
	 * @param sql the statement, as {@code sqlite_master} has it
	 * @return the definition
	 * @throws IllegalArgumentException if it cannot be parsed
	 */
	static SqliteDefinition parse(String sql) {
		return new Parser(sql).parse();
	}

	/**
	 * Render the statement.
	 * @param name the name of the table, as SQL
	 * @return the statement
	 */
	String create(String name) {
		List<String> parts = new ArrayList<>();
		this.columns.forEach((column) -> parts.add(column.sql()));
		this.constraints.forEach((constraint) -> parts.add(constraint.text()));
		return "create table " + name + " (\n    " + String.join(",\n    ", parts) + "\n)"
				+ (this.options.isEmpty() ? "" : " " + this.options);
	}

	/**
	 * Return whether the table has no row id.
	 * @return {@code true} if it has {@code without rowid}
	 */
	boolean isWithoutRowid() {
		return SqliteToken.of(this.options).stream().anyMatch((token) -> token.is("without"));
	}

	/**
	 * Return whether the row id of a deleted row is never reused.
	 * @return {@code true} if it has {@code autoincrement}
	 */
	boolean isAutoincrement() {
		return clauses().stream()
			.filter((clause) -> clause.kind() == Kind.PRIMARY_KEY)
			.anyMatch(
					(clause) -> SqliteToken.of(clause.text()).stream().anyMatch((token) -> token.is("autoincrement")));
	}

	Optional<Column> column(String name) {
		return this.columns.stream().filter((column) -> column.name().equals(name)).findFirst();
	}

	/**
	 * Return all clauses, of the table and of its columns.
	 * @return the clauses; one of a column has that column if it names none itself
	 */
	List<Clause> clauses() {
		List<Clause> clauses = new ArrayList<>();
		this.columns.forEach((column) -> clauses.addAll(column.clauses()));
		clauses.addAll(this.constraints);
		return clauses;
	}

	SqliteDefinition with(Column column) {
		List<Column> changed = new ArrayList<>(this.columns);
		changed.replaceAll((other) -> other.name().equals(column.name()) ? column : other);
		if (!changed.contains(column)) {
			changed.add(column);
		}
		return new SqliteDefinition(changed, this.constraints, this.options);
	}

	SqliteDefinition with(Clause constraint) {
		List<Clause> changed = new ArrayList<>(this.constraints);
		changed.add(constraint);
		return new SqliteDefinition(this.columns, changed, this.options);
	}

	SqliteDefinition withoutColumn(String name) {
		return new SqliteDefinition(this.columns.stream().filter((column) -> !column.name().equals(name)).toList(),
				this.constraints, this.options);
	}

	/**
	 * Return the definition without the first clause that meets a condition, of the table
	 * or of a column.
	 * @param condition the condition
	 * @return the changed copy
	 */
	SqliteDefinition without(Predicate<Clause> condition) {
		Optional<Clause> found = clauses().stream().filter(condition).findFirst();
		if (found.isEmpty()) {
			throw new IllegalArgumentException("there is no such clause");
		}
		return new SqliteDefinition(
				this.columns.stream().map((column) -> column.without((clause) -> clause == found.get())).toList(),
				this.constraints.stream().filter((clause) -> clause != found.get()).toList(), this.options);
	}

	/**
	 * A column.
	 *
	 * @param name its case-folded name
	 * @param written its name as SQL
	 * @param type its type as written, empty for none
	 * @param clauses the clauses after the type
	 */
	record Column(String name, String written, String type, List<Clause> clauses) {

		Column {
			clauses = List.copyOf(clauses);
		}

		String sql() {
			StringBuilder sql = new StringBuilder(this.written);
			if (!this.type.isEmpty()) {
				sql.append(' ').append(this.type);
			}
			this.clauses.forEach((clause) -> sql.append(' ').append(clause.text()));
			return sql.toString();
		}

		Optional<Clause> clause(Kind kind) {
			return this.clauses.stream().filter((clause) -> clause.kind() == kind).findFirst();
		}

		Column withType(String type) {
			return new Column(this.name, this.written, type, this.clauses);
		}

		Column without(Predicate<Clause> condition) {
			return new Column(this.name, this.written, this.type,
					this.clauses.stream().filter(condition.negate()).toList());
		}

		Column without(Kind kind) {
			return without((clause) -> clause.kind() == kind);
		}

		Column with(Clause clause) {
			List<Clause> changed = new ArrayList<>(this.clauses);
			changed.add(clause);
			return new Column(this.name, this.written, this.type, changed);
		}

	}

	/**
	 * A clause of a column or of the table.
	 *
	 * @param kind its kind
	 * @param name the name of the constraint, empty if it has none
	 * @param text the whole clause, as written
	 * @param columns its columns
	 * @param expression the default, the condition, the generation expression, the
	 * collation or the referenced table
	 */
	record Clause(Kind kind, String name, String text, List<String> columns, String expression) {

		Clause {
			columns = List.copyOf(columns);
		}

		static Clause of(Kind kind, String text) {
			return new Clause(kind, "", text, List.of(), "");
		}

	}

	/**
	 * The kinds of clauses.
	 */
	enum Kind {

		PRIMARY_KEY, NOT_NULL, NULL, UNIQUE, CHECK, DEFAULT, COLLATE, FOREIGN_KEY, GENERATED

	}

	/**
	 * Reads the tokens of a statement, from left to right.
	 */
	private static final class Parser {

		private static final Set<String> OF_COLUMN = Set.of("constraint", "primary", "not", "null", "unique", "check",
				"default", "collate", "references", "generated", "as");

		private static final Set<String> OF_TABLE = Set.of("constraint", "primary", "unique", "check", "foreign");

		private final String sql;

		private final List<SqliteToken> tokens;

		private int position;

		Parser(String sql) {
			this.sql = sql;
			this.tokens = SqliteToken.of(sql);
		}

		SqliteDefinition parse() {
			expect("create");
			if (!accept("temp")) {
				accept("temporary");
			}
			expect("table");
			if (accept("if")) {
				expect("not");
				expect("exists");
			}
			this.position++;
			if (acceptSign(".")) {
				this.position++;
			}
			expectSign("(");
			List<Column> columns = new ArrayList<>();
			List<Clause> constraints = new ArrayList<>();
			do {
				if (OF_TABLE.contains(peek().keyword())) {
					constraints.add(constraint());
					// The comma between two constraints may be missing.
					while (OF_TABLE.contains(peek().keyword())) {
						constraints.add(constraint());
					}
				}
				else {
					columns.add(column());
				}
			}
			while (acceptSign(","));
			expectSign(")");
			String options = (this.position < this.tokens.size()) ? text(this.position, this.tokens.size()) : "";
			return new SqliteDefinition(columns, constraints, options);
		}

		private Column column() {
			SqliteToken name = next();
			int start = this.position;
			while (isPartOfType(peek())) {
				this.position++;
			}
			if (this.position > start && peek().isSign("(")) {
				skipGroup();
			}
			String type = text(start, this.position);
			List<Clause> clauses = new ArrayList<>();
			while (!peek().isSign(",") && !peek().isSign(")")) {
				clauses.add(clauseOf(name.name()));
			}
			return new Column(name.name(), name.text(), type, clauses);
		}

		private static boolean isPartOfType(SqliteToken token) {
			return token.kind() == SqliteToken.Kind.QUOTED || token.kind() == SqliteToken.Kind.TEXT
					|| (token.kind() == SqliteToken.Kind.WORD && !OF_COLUMN.contains(token.keyword()));
		}

		private Clause clauseOf(String column) {
			int start = this.position;
			String name = constraintName();
			SqliteToken keyword = next();
			return switch (keyword.keyword()) {
				case "primary" -> {
					expect("key");
					if (!accept("asc")) {
						accept("desc");
					}
					skipConflict();
					accept("autoincrement");
					yield clause(Kind.PRIMARY_KEY, name, start, List.of(column), "");
				}
				case "not" -> {
					expect("null");
					skipConflict();
					yield clause(Kind.NOT_NULL, name, start, List.of(column), "");
				}
				case "null" -> {
					skipConflict();
					yield clause(Kind.NULL, name, start, List.of(column), "");
				}
				case "unique" -> {
					skipConflict();
					yield clause(Kind.UNIQUE, name, start, List.of(column), "");
				}
				case "check" -> {
					String condition = group();
					skipConflict();
					yield clause(Kind.CHECK, name, start, List.of(column), condition);
				}
				case "default" -> {
					String value = defaultValue();
					yield clause(Kind.DEFAULT, name, start, List.of(column), value);
				}
				case "collate" -> clause(Kind.COLLATE, name, start, List.of(column), next().written());
				case "references" -> {
					String table = references();
					yield clause(Kind.FOREIGN_KEY, name, start, List.of(column), table);
				}
				case "generated", "as" -> {
					if (keyword.is("generated")) {
						expect("always");
						expect("as");
					}
					String formula = group();
					if (!accept("stored")) {
						accept("virtual");
					}
					yield clause(Kind.GENERATED, name, start, List.of(column), formula);
				}
				default -> throw unexpected(keyword);
			};
		}

		private Clause constraint() {
			int start = this.position;
			String name = constraintName();
			SqliteToken keyword = next();
			return switch (keyword.keyword()) {
				case "primary" -> {
					expect("key");
					List<String> columns = columns();
					skipConflict();
					yield clause(Kind.PRIMARY_KEY, name, start, columns, "");
				}
				case "unique" -> {
					List<String> columns = columns();
					skipConflict();
					yield clause(Kind.UNIQUE, name, start, columns, "");
				}
				case "check" -> {
					String condition = group();
					skipConflict();
					yield clause(Kind.CHECK, name, start, List.of(), condition);
				}
				case "foreign" -> {
					expect("key");
					List<String> columns = columns();
					expect("references");
					String table = references();
					yield clause(Kind.FOREIGN_KEY, name, start, columns, table);
				}
				default -> throw unexpected(keyword);
			};
		}

		private String constraintName() {
			String name = "";
			// The last of several consecutive names is used.
			while (accept("constraint")) {
				name = next().name();
			}
			return name;
		}

		private Clause clause(Kind kind, String name, int start, List<String> columns, String expression) {
			return new Clause(kind, name, text(start, this.position), columns, expression);
		}

		private String defaultValue() {
			if (peek().isSign("(")) {
				return group();
			}
			int start = this.position;
			if (!acceptSign("-")) {
				acceptSign("+");
			}
			this.position++;
			return text(start, this.position);
		}

		private String references() {
			String table = next().name();
			if (peek().isSign("(")) {
				skipGroup();
			}
			while (true) {
				if (accept("on")) {
					this.position++;
					if (accept("set")) {
						this.position++;
					}
					else if (accept("no")) {
						expect("action");
					}
					else {
						this.position++;
					}
				}
				else if (accept("match")) {
					this.position++;
				}
				else if (peek().is("deferrable") || (peek().is("not") && peek(1).is("deferrable"))) {
					accept("not");
					this.position++;
					if (accept("initially")) {
						this.position++;
					}
				}
				else {
					return table;
				}
			}
		}

		private void skipConflict() {
			if (accept("on")) {
				expect("conflict");
				this.position++;
			}
		}

		private List<String> columns() {
			int start = this.position;
			skipGroup();
			List<String> columns = new ArrayList<>();
			int depth = 0;
			boolean expected = false;
			for (SqliteToken token : this.tokens.subList(start, this.position)) {
				if (token.isSign("(")) {
					expected = depth++ == 0;
				}
				else if (token.isSign(")")) {
					depth--;
				}
				else if (token.isSign(",")) {
					expected = depth == 1;
				}
				else if (expected) {
					columns.add(token.name());
					expected = false;
				}
			}
			return columns;
		}

		private String group() {
			int start = this.position;
			skipGroup();
			return text(start + 1, this.position - 1);
		}

		private void skipGroup() {
			expectSign("(");
			int depth = 1;
			while (depth > 0) {
				SqliteToken token = next();
				depth += token.isSign("(") ? 1 : (token.isSign(")") ? -1 : 0);
			}
		}

		private String text(int start, int end) {
			return (end > start) ? this.sql.substring(this.tokens.get(start).start(), this.tokens.get(end - 1).end())
					: "";
		}

		private SqliteToken peek() {
			return peek(0);
		}

		private SqliteToken peek(int ahead) {
			if (this.position + ahead >= this.tokens.size()) {
				throw unexpected(null);
			}
			return this.tokens.get(this.position + ahead);
		}

		private SqliteToken next() {
			SqliteToken token = peek();
			this.position++;
			return token;
		}

		private boolean accept(String keyword) {
			boolean accepted = this.position < this.tokens.size() && peek().is(keyword);
			this.position += accepted ? 1 : 0;
			return accepted;
		}

		private boolean acceptSign(String sign) {
			boolean accepted = this.position < this.tokens.size() && peek().isSign(sign);
			this.position += accepted ? 1 : 0;
			return accepted;
		}

		private void expect(String keyword) {
			if (!accept(keyword)) {
				throw unexpected((this.position < this.tokens.size()) ? peek() : null);
			}
		}

		private void expectSign(String sign) {
			if (!acceptSign(sign)) {
				throw unexpected((this.position < this.tokens.size()) ? peek() : null);
			}
		}

		private IllegalArgumentException unexpected(@Nullable SqliteToken token) {
			return new IllegalArgumentException(
					(token != null) ? "at " + this.sql.substring(token.start()) : "unexpected end");
		}

	}

}
