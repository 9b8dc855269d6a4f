package dev.migrate.authoring.comparison;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.authoring.comparison.WrittenName.Place;
import dev.migrate.change.AlterColumn;
import dev.migrate.change.AlterColumn.Aspect;
import dev.migrate.change.Change;
import dev.migrate.change.Changes;
import dev.migrate.change.Create;
import dev.migrate.change.FillColumn;
import dev.migrate.schema.Column;
import dev.migrate.schema.Expression;
import dev.migrate.schema.QualifiedName;

/**
 * Sets a value for existing rows before a column becomes NOT NULL: the value of the user,
 * or a placeholder.
 */
public final class DefaultAnswers {

	private static final Pattern DEFAULT = Pattern.compile("(" + WrittenName.NAME + ")=(.*\\S.*)", Pattern.DOTALL);

	private final Map<Place, String> answers = new HashMap<>();

	private final Map<Place, Expression> values = new HashMap<>();

	private final List<Change> filled = new ArrayList<>();

	private DefaultAnswers() {
	}

	/**
	 * Add the values to changes.
	 * @param answers the answers of the user
	 * @param comparison the comparison
	 * @param changes the proposed changes
	 * @return the changes: a NOT NULL column is added as nullable, gets its values, and
	 * then becomes NOT NULL
	 * @throws CannotProceedException if an answer matches no such column
	 */
	public static Changes apply(List<String> answers, Comparison comparison, Changes changes) {
		DefaultAnswers defaults = new DefaultAnswers();
		answers.forEach((answer) -> defaults.read(answer, comparison));
		for (Change change : changes) {
			defaults.take(change);
		}
		defaults.values.keySet()
			.stream()
			.findFirst()
			.ifPresent((place) -> defaults.refuse(place, "needs no value for existing rows."));
		return Changes.of(defaults.filled);
	}

	private void read(String answer, Comparison comparison) {
		Matcher matcher = DEFAULT.matcher(answer);
		if (!matcher.matches()) {
			throw new CannotProceedException(ErrorCode.ANSWER_INVALID, "There is no value for a column in '" + answer
					+ "': use --default table.column=expression, with an SQL expression. Nothing was written.");
		}
		Place place = WrittenName.of(matcher.group(1), comparison.current().scope().defaultSchema())
			.columnIn(comparison.desired())
			.orElseThrow(() -> new CannotProceedException(ErrorCode.ANSWER_INVALID, "--default " + answer
					+ " cannot be used: the entities map no column " + matcher.group(1) + ". Nothing was written."));
		if (this.answers.put(place, answer) != null) {
			refuse(place, "has more than one --default.");
		}
		this.values.put(place, new Expression(matcher.group(2).strip()));
	}

	private void refuse(Place place, String reason) {
		throw new CannotProceedException(ErrorCode.ANSWER_INVALID,
				"--default " + this.answers.get(place) + " cannot be used: column " + place.table() + "."
						+ place.columnName() + " " + reason + " Nothing was written.");
	}

	private void take(Change change) {
		if (change instanceof Create create && create.part() instanceof Column column && !column.nullable()) {
			add(create, column);
		}
		else if (change instanceof AlterColumn alter && alter.aspect() == Aspect.NULLABILITY && !alter.to().nullable()
				&& this.values.containsKey(place(alter.table(), alter.to()))) {
			fill(alter.table(), alter.from(), alter.to());
		}
		else {
			this.filled.add(change);
		}
	}

	private void add(Create create, Column column) {
		QualifiedName table = create.object();
		if (column.isFilled()) {
			if (this.values.containsKey(place(table, column))) {
				refuse(place(table, column), "gets its values from the database.");
			}
			this.filled.add(create);
			return;
		}
		Column nullable = column.withNullable(true);
		this.filled.add(Create.of(table, nullable));
		fill(table, nullable, column);
	}

	private void fill(QualifiedName table, Column nullable, Column required) {
		Expression value = this.values.remove(place(table, required));
		this.filled.add(new FillColumn(table, required, (value != null) ? value : Expression.NONE));
		this.filled.add(new AlterColumn(table, Aspect.NULLABILITY, nullable, required));
	}

	private static Place place(QualifiedName table, Column column) {
		return new Place(table, List.of(column.name()));
	}

}
