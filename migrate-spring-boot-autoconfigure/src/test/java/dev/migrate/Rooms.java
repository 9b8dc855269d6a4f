package dev.migrate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.jspecify.annotations.NullMarked;

/**
 * The table of rooms: which package may import what.
 */
final class Rooms {

	private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");

	private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|(?m)^\\s*//.*$");

	private static final Pattern PRODUCT = Pattern.compile(
			"(?i)(?<![</])\\b(postgres(ql)?|h2|mysql|mariadb|oracle|sqlite|hsqldb|hsql|derby|db2|sql server|sqlserver|mssql)\\b");

	private static final Pattern DIALECT_QUESTION = Pattern.compile("\\binstanceof\\s+\\w+Dialect\\b");

	private final String root;

	private final Map<String, List<String>> table = new LinkedHashMap<>();

	private Rooms(String root) {
		this.root = root;
	}

	static Rooms under(String root) {
		Rooms rooms = new Rooms(root);
		rooms.room("schema");
		rooms.room("change", "schema");
		// The client is that of data migrations.
		rooms.room("", "schema", "change", "org.springframework.jdbc.core.simple..");
		rooms.room("diff", "schema", "change");
		rooms.room("dialect", "schema", "change");
		rooms.room("entity", "schema", "org.hibernate..", "jakarta.persistence..");
		rooms.room("database", "schema", "dialect");
		rooms.room("changelog", "", "schema", "change", "dialect", "liquibase..", "org.springframework.core..",
				"org.springframework.util..", "org.yaml.snakeyaml..", "javax.xml..", "org.w3c.dom..", "org.xml.sax..",
				"org.apache.commons.text.similarity..");
		// The views and exceptions of the API carry the levels of risk.
		rooms.room("run", "", "schema", "change", "dialect", "database", "changelog", "liquibase..",
				"org.springframework.core..", "org.springframework.util..", "org.springframework.beans..",
				"org.springframework.dao..", "org.springframework.jdbc..");
		rooms.room("authoring", "", "schema", "change", "diff", "dialect", "entity", "database", "changelog", "run",
				"org.springframework.core..", "org.springframework.util..");
		rooms.room("diagnosis", "", "schema", "change", "dialect", "database", "changelog", "run", "authoring",
				"org.springframework.core..", "org.springframework.util..", "org.apache.commons.text.similarity..");
		rooms.room("service", "", "schema", "change", "diff", "dialect", "entity", "database", "changelog", "run",
				"authoring", "diagnosis");
		rooms.room("command", "", "change", "picocli..", "org.apache.commons.text..", "org.springframework..",
				"tools.jackson..", "com.fasterxml.jackson..");
		rooms.room("actuate", "", "change", "org.springframework..", "org.apache.commons.logging..",
				"com.sun.net.httpserver..");
		return rooms;
	}

	private void room(String name, String... mayImport) {
		List<String> packages = new ArrayList<>(List.of("", "java..", "javax.sql..", "org.jspecify.annotations.."));
		packages.add(packageOf(name));
		for (String other : mayImport) {
			packages.add(other.endsWith("..") ? other : packageOf(other));
		}
		this.table.put(name, packages);
	}

	private String packageOf(String room) {
		return (room.isEmpty()) ? this.root : this.root + "." + room + "..";
	}

	List<String> names() {
		return List.copyOf(this.table.keySet());
	}

	ArchRule importsOfRoom(String name) {
		return ArchRuleDefinition.classes()
			.that()
			.resideInAPackage(packageOf(name))
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage(this.table.get(name).toArray(String[]::new))
			.allowEmptyShould(true);
	}

	ArchRule noCycles() {
		return SlicesRuleDefinition.slices().matching(this.root + ".(**)").should().beFreeOfCycles();
	}

	ArchRule noOtherRooms() {
		List<String> packages = new ArrayList<>(names().stream().map(this::packageOf).toList());
		packages.add(packageOf("autoconfigure"));
		return ArchRuleDefinition.classes().should().resideInAnyPackage(packages.toArray(String[]::new));
	}

	ArchRule nullMarked() {
		return ArchRuleDefinition.classes().should(new ArchCondition<>("live in a package that is @NullMarked") {

			@Override
			public void check(JavaClass type, ConditionEvents events) {
				if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
					events.add(SimpleConditionEvent.violated(type, type.getName() + " lives in a package that is not"));
				}
			}

		});
	}

	/**
	 * Find product names outside of the dialects. ArchUnit cannot see constants, so this
	 * reads the sources.
	 * @param sources the folder with the sources of the root package
	 * @return the places, one line each
	 */
	List<String> productNames(Path sources) {
		Path dialects = sources.resolve("dialect");
		try (Stream<Path> files = Files.walk(sources)) {
			return files.filter((file) -> file.toString().endsWith(".java"))
				.filter((file) -> !file.startsWith(dialects))
				.sorted()
				.flatMap((file) -> productNamesIn(file).map((found) -> sources.relativize(file) + ": " + found))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Stream<String> productNamesIn(Path file) {
		try {
			String code = COMMENT.matcher(Files.readString(file)).replaceAll("");
			Stream<String> constants = STRING.matcher(code)
				.results()
				.map((result) -> result.group(1))
				.filter((constant) -> PRODUCT.matcher(constant).find());
			Stream<String> questions = DIALECT_QUESTION.matcher(code).results().map((result) -> result.group());
			return Stream.concat(constants, questions);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
