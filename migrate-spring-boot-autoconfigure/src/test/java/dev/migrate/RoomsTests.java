package dev.migrate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the packages follow the table of rooms.
 */
class RoomsTests {

	private static final Path SOURCES = Path.of("src/main/java/dev/migrate");

	private static final Rooms rooms = Rooms.under("dev.migrate");

	private static final JavaClasses classes = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("dev.migrate");

	static List<String> rooms() {
		return rooms.names();
	}

	@ParameterizedTest(name = "[{0}]")
	@MethodSource("rooms")
	void roomImportsOnlyAllowedPackages(String room) {
		rooms.importsOfRoom(room).check(classes);
	}

	@Test
	void everyClassIsInARoom() {
		rooms.noOtherRooms().check(classes);
	}

	@Test
	void roomsHaveNoCycles() {
		rooms.noCycles().check(classes);
	}

	@Test
	void everyPackageIsNullMarked() {
		rooms.nullMarked().check(classes);
	}

	@Test
	void onlyDialectsNameProducts() {
		assertThat(rooms.productNames(SOURCES)).isEmpty();
	}

	@Test
	void sourcesExist() {
		assertThat(SOURCES.resolve("Migrations.java")).exists();
	}

	/**
	 * Tests that each rule fails on a violation.
	 */
	@Nested
	class WrongOnPurpose {

		private final Rooms wrongRooms = Rooms.under("dev.migrate.wrong");

		private final JavaClasses wrongClasses = new ClassFileImporter().importPackages("dev.migrate.wrong");

		@Test
		void hibernateInSchemaRoomIsReported() {
			assertThat(violations(this.wrongRooms.importsOfRoom("schema")))
				.anyMatch((line) -> line.contains("KnowsHibernate") && line.contains("org.hibernate"));
		}

		@Test
		void liquibaseInDiffRoomIsReported() {
			assertThat(violations(this.wrongRooms.importsOfRoom("diff")))
				.anyMatch((line) -> line.contains("KnowsLiquibase") && line.contains("liquibase."));
		}

		@Test
		void springBootInRunRoomIsReported() {
			assertThat(violations(this.wrongRooms.importsOfRoom("run"))).anyMatch((line) -> line.contains("KnowsBoot"));
		}

		@Test
		void commandThatBypassesTheApiIsReported() {
			assertThat(violations(this.wrongRooms.importsOfRoom("command")))
				.anyMatch((line) -> line.contains("ReachesPastTheFrontDoor"));
		}

		@Test
		void cycleIsReported() {
			assertThat(violations(this.wrongRooms.noCycles())).isNotEmpty();
		}

		@Test
		void packageWithoutNullMarkedIsReported() {
			assertThat(violations(this.wrongRooms.nullMarked())).isNotEmpty();
		}

		@Test
		void productNameIsReportedOutsideOfComments(@TempDir Path sources) throws IOException {
			Files.createDirectories(sources.resolve("dialect"));
			Files.writeString(sources.resolve("dialect/Allowed.java"), "String product = \"PostgreSQL\";");
			Files.writeString(sources.resolve("Commented.java"), "/* \"H2\" */\n// \"MySQL\"\nString x = \"h23\";");
			Files.writeString(sources.resolve("Named.java"), "String s = \"on \\\"x\\\" H2\";");
			Files.writeString(sources.resolve("Asked.java"), "if (d instanceof H2Dialect) {}");
			assertThat(Rooms.under("dev.migrate").productNames(sources))
				.containsExactly("Asked.java: instanceof H2Dialect", "Named.java: on \\\"x\\\" H2");
		}

		private List<String> violations(ArchRule rule) {
			EvaluationResult result = rule.evaluate(this.wrongClasses);
			return result.getFailureReport().getDetails();
		}

	}

}
