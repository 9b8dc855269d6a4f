package dev.migrate.laws;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import dev.migrate.ChangeView;
import dev.migrate.ChangelogFormat;
import dev.migrate.CheckView;
import dev.migrate.models.HibernateSchema;
import dev.migrate.models.Model;
import dev.migrate.schema.Schema;
import dev.migrate.schema.Table;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestDatabases;

/**
 * A program that writes all that is generated for a model, and the verdicts about it, to
 * a file.
 */
public final class AnswerPrinter {

	private AnswerPrinter() {
	}

	/**
	 * Generate revisions for a model on H2 and write them to a file.
	 * @param arguments the file, and the seed of the order in which Hibernate gets the
	 * entities
	 * @throws IOException if a file cannot be read or written
	 */
	public static void main(String[] arguments) throws IOException {
		List<Class<?>> classes = new ArrayList<>(Model.EVERYTHING.classes());
		Collections.shuffle(classes, new Random(Long.parseLong(arguments[1])));
		Files.write(Path.of(arguments[0]), answers(classes));
	}

	private static List<String> answers(List<Class<?>> classes) throws IOException {
		List<String> answers = new ArrayList<>();
		try (TestDatabase database = TestDatabases.h2()) {
			HibernateSchema schema = HibernateSchema.of(database, classes);
			for (ChangelogFormat format : ChangelogFormat.values()) {
				answers.addAll(generated(database, schema.entities(), format));
			}
			schema.create(database);
			try (LawBench bench = new LawBench(database, schema.entities())) {
				answers.addAll(verdict(bench.check()));
				bench.desire(reduced(schema.entities()));
				answers.addAll(verdict(bench.check()));
				mutations(schema.entities()).forEach((mutation) -> tryToExecute(database, mutation));
				bench.desire(schema.entities());
				answers.addAll(verdict(bench.check()));
				bench.generate("everything again");
				answers.addAll(files(bench));
			}
		}
		return answers.stream().map((line) -> line.replaceAll("\\d{14}", "<id>")).toList();
	}

	private static List<String> generated(TestDatabase database, Schema entities, ChangelogFormat format)
			throws IOException {
		try (LawBench bench = new LawBench(database, entities)) {
			bench.generate("everything", format);
			return files(bench);
		}
	}

	private static List<String> files(LawBench bench) throws IOException {
		List<String> lines = new ArrayList<>();
		try (Stream<Path> files = Files.walk(bench.folder())) {
			for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
				lines.add(file.getFileName().toString());
				lines.addAll(Files.readAllLines(file));
			}
		}
		return lines;
	}

	/**
	 * Return a schema without defaults, checks, foreign keys, unique keys and indexes.
	 * @param schema the schema
	 * @return the reduced copy
	 */
	private static Schema reduced(Schema schema) {
		return schema.mapTables((table) -> Table
			.of(table.name(), table.columns().stream().map((column) -> column.withDefaultValue(null)).toList())
			.withPrimaryKey(table.primaryKey()));
	}

	private static List<String> mutations(Schema schema) {
		List<String> mutations = new ArrayList<>();
		for (Table table : schema.tables()) {
			String alter = "alter table \"" + table.name().name() + "\" ";
			for (int place = 0; place < table.columns().size(); place++) {
				String column = "column \"" + table.columns().get(place).name() + "\" ";
				mutations.add(alter + switch (place % 4) {
					case 0 -> "drop " + column;
					case 1 -> "alter " + column + "set default 1";
					case 2 -> "alter " + column + "drop not null";
					default -> "alter " + column + "set data type varchar(7)";
				});
			}
		}
		return mutations;
	}

	private static void tryToExecute(TestDatabase database, String statement) {
		try {
			database.execute(statement);
		}
		catch (IllegalStateException ex) {
			// The column is needed by another one or by a key.
		}
	}

	private static List<String> verdict(CheckView check) {
		List<String> verdict = new ArrayList<>();
		verdict.add("check");
		check.changes().stream().map(ChangeView::toString).forEach(verdict::add);
		check.leftAlone().forEach((left) -> verdict.add("left alone: " + left));
		verdict.addAll(check.notes());
		return verdict;
	}

}
