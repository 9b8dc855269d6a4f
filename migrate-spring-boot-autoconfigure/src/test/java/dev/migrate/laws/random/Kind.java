package dev.migrate.laws.random;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.migrate.schema.SqlType;

/**
 * The kinds of columns, each with suitable types, defaults, checks and generation
 * expressions.
 */
enum Kind {

	WHOLE(List.of("integer", "bigint", "smallint"), List.of("0", "42", "-1"), List.of("%s >= 0", "%s < 100"),
			List.of("%s + 1", "%s * 2")),

	EXACT(List.of("numeric(10,2)", "numeric(12,4)", "numeric(6,0)"), List.of("0", "1.50", "-2"),
			List.of("%s >= 0", "%s < 1000.5"), List.of("%s * 2")),

	TEXT(List.of("varchar(20)", "varchar(30)", "varchar(255)"),
			List.of("'pqr'", "'it''s'", "'a;b'", "'--no /* comment */'", "'${os.arch}'", "'\uD83D\uDE00 \\ % ? $$'",
					"''", "'; drop all; --'"),
			List.of("%s <> 'it''s'", "%s in ('a', 'b;', '${c}')", "length(%s) > 1"), List.of("lower(%s)")),

	LOGICAL(List.of("boolean"), List.of("true", "false"), List.of("%s is not null"), List.of()),

	DAY(List.of("date"), List.of("current_date"), List.of("%s is not null"), List.of()),

	INSTANT(List.of("timestamp(6)", "timestamp(3)"), List.of("current_timestamp"), List.of("%s is not null"),
			List.of());

	private final List<String> types;

	private final List<String> defaults;

	private final List<String> checks;

	private final List<String> generationExpressions;

	Kind(List<String> types, List<String> defaults, List<String> checks, List<String> generationExpressions) {
		this.types = types;
		this.defaults = defaults;
		this.checks = checks;
		this.generationExpressions = generationExpressions;
	}

	/**
	 * Return the kind of a type.
	 * @param type the type
	 * @return the kind; empty for an enumerated type
	 */
	static Optional<Kind> of(SqlType type) {
		return Arrays.stream(values()).filter((kind) -> kind.types.contains(type.text())).findFirst();
	}

	List<String> types() {
		return this.types;
	}

	List<String> defaults() {
		return this.defaults;
	}

	List<String> checks(String column) {
		return this.checks.stream().map((check) -> check.formatted(column)).toList();
	}

	List<String> generationExpressions(String column) {
		return this.generationExpressions.stream().map((expression) -> expression.formatted(column)).toList();
	}

}
