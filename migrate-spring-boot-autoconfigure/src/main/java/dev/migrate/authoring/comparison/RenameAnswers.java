package dev.migrate.authoring.comparison;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.CannotProceedException;
import dev.migrate.ErrorCode;
import dev.migrate.authoring.comparison.WrittenName.Place;
import dev.migrate.change.Change;
import dev.migrate.change.RenameColumn;
import dev.migrate.change.RenameTable;
import dev.migrate.database.CurrentSchema;
import dev.migrate.diff.Renaming;
import dev.migrate.schema.Column;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;

/**
 * Converts the renames of the user to changes.
 */
final class RenameAnswers {

	private static final Pattern RENAME = Pattern.compile("(" + WrittenName.NAME + "):(" + WrittenName.NAME + ")");

	private final CurrentSchema current;

	private final Schema desired;

	private final List<Change> renames = new ArrayList<>();

	private final Set<Place> named = new HashSet<>();

	private RenameAnswers(CurrentSchema current, Schema desired) {
		this.current = current;
		this.desired = desired;
	}

	/**
	 * Resolve the renames.
	 * @param answers the answers of the user
	 * @param current the current schema
	 * @param desired the desired schema in canonical form
	 * @return the renames, those of tables first
	 * @throws CannotProceedException if a rename cannot be applied
	 */
	static List<Change> of(List<String> answers, CurrentSchema current, Schema desired) {
		RenameAnswers found = new RenameAnswers(current, desired);
		List<String> columns = answers.stream().filter((answer) -> !found.isTable(answer)).toList();
		return found.renames(columns);
	}

	private boolean isTable(String answer) {
		Written written = read(answer);
		Schema schema = this.current.schema();
		Optional<QualifiedName> table = written.from().tableIn(schema);
		if (table.isEmpty() || written.from().columnIn(schema).isPresent()) {
			return false;
		}
		QualifiedName to = to(written, table.get());
		if (this.desired.table(to).isEmpty()) {
			throw written.refused("the entities map no table " + to + ".");
		}
		if (this.desired.table(table.get()).isPresent()) {
			throw written.refused("the entities still map table " + table.get() + ".");
		}
		if (schema.table(to).isPresent()) {
			throw written.refused("the database already has table " + to + ".");
		}
		name(written, new Place(table.get(), List.of()), new Place(to, List.of()));
		this.renames.add(new RenameTable(table.get(), to));
		return true;
	}

	private QualifiedName to(Written written, QualifiedName from) {
		WrittenName to = (written.to().parts().size() == 1) ? written.to().in(schemaOf(from)) : written.to();
		QualifiedName found = to.tableIn(this.desired)
			.orElseThrow(() -> written.refused("the entities map no table " + written.to() + "."));
		if (!Objects.equals(found.schema(), from.schema())) {
			throw written.refused("it would move the table to another schema; write that revision by hand.");
		}
		return found;
	}

	private String schemaOf(QualifiedName name) {
		return Objects.requireNonNullElse(name.schema(), this.current.scope().defaultSchema());
	}

	private List<Change> renames(List<String> columns) {
		Schema named = Renaming.apply(this.current.schema(), this.renames, this.current.dialect().ddl()::printed);
		List<Change> all = new ArrayList<>(this.renames);
		for (String answer : columns) {
			all.add(column(read(answer), named));
		}
		return List.copyOf(all);
	}

	private Change column(Written written, Schema named) {
		Place from = written.from()
			.columnIn(named)
			.or(() -> written.from().columnIn(this.current.schema()).map(this::inNamedTable))
			.orElseThrow(() -> written.refused("the database has no table or column " + written.from() + "."));
		if (written.to().parts().size() != 1) {
			throw written.refused("specify the new name of the column without its table.");
		}
		List<Column> desired = this.desired.table(from.table()).map(Table::columns).orElse(List.of());
		Table candidates = Table.of(from.table(), desired);
		WrittenName path = written.to().in(schemaOf(from.table()), from.table().name());
		String to = path.columnIn(Schema.EMPTY.withTables(List.of(candidates)))
			.map(Place::columnName)
			.orElseThrow(
					() -> written.refused("the entities map no column " + from.table() + "." + written.to() + "."));
		if (candidates.column(from.columnName()).isPresent()) {
			throw written.refused("the entities still map column " + from.table() + "." + from.columnName() + ".");
		}
		if (named.table(from.table()).flatMap((table) -> table.column(to)).isPresent()) {
			throw written.refused("the database already has column " + from.table() + "." + to + ".");
		}
		name(written, from, new Place(from.table(), List.of(to)));
		return new RenameColumn(from.table(), from.columnName(), to);
	}

	private Place inNamedTable(Place place) {
		for (Change rename : this.renames) {
			if (rename instanceof RenameTable table && table.from().equals(place.table())) {
				return new Place(table.to(), place.column());
			}
		}
		return place;
	}

	private void name(Written written, Place from, Place to) {
		if (!this.named.add(from) || !this.named.add(to)) {
			throw written.refused("another --rename contains one of the two names.");
		}
	}

	private Written read(String answer) {
		Matcher matcher = RENAME.matcher(answer);
		if (!matcher.matches()) {
			throw new CannotProceedException(ErrorCode.ANSWER_INVALID, "There is no rename in '" + answer
					+ "': use --rename table.old:new for a column, --rename old:new for a table. Nothing was written.");
		}
		String defaultSchema = this.current.scope().defaultSchema();
		return new Written(answer, WrittenName.of(matcher.group(1), defaultSchema),
				WrittenName.of(matcher.group(2), defaultSchema));
	}

	/**
	 * An answer with its two names.
	 *
	 * @param answer the text of the answer
	 * @param from the current name
	 * @param to the new name
	 */
	private record Written(String answer, WrittenName from, WrittenName to) {

		CannotProceedException refused(String reason) {
			return new CannotProceedException(ErrorCode.ANSWER_INVALID,
					"--rename " + this.answer + " cannot be done: " + reason + " Nothing was written.");
		}

	}

}
